SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.loads (
    organization_id bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    external_reference_id text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    equipment_type text NOT NULL COLLATE pg_catalog."C",
    transport_mode text NOT NULL COLLATE pg_catalog."C",
    description text COLLATE pg_catalog."C",
    customer_id text NOT NULL COLLATE pg_catalog."C",
    carrier_id text COLLATE pg_catalog."C",
    weight double precision,
    weight_uom text NOT NULL COLLATE pg_catalog."C",
    total_distance double precision,
    max_buy_rate double precision,
    sales_rep_name text COLLATE pg_catalog."C",
    sales_rep_email text COLLATE pg_catalog."C",
    sales_rep_external_reference_id text COLLATE pg_catalog."C",
    dispatcher_rep_name text COLLATE pg_catalog."C",
    dispatcher_rep_email text COLLATE pg_catalog."C",
    dispatcher_rep_external_reference_id text COLLATE pg_catalog."C",
    assigned_dispatcher text COLLATE pg_catalog."C",
    actual_dispatcher text COLLATE pg_catalog."C",
    operation_user text COLLATE pg_catalog."C",
    account_manager text COLLATE pg_catalog."C",
    pickup_at bigint NOT NULL,
    delivery_at bigint NOT NULL,
    origin_state text COLLATE pg_catalog."C",
    origin_area text COLLATE pg_catalog."C",
    destination_state text COLLATE pg_catalog."C",
    destination_area text COLLATE pg_catalog."C",
    carrier_rate double precision,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT loads_account_manager_length CHECK ((length(account_manager) <= 255)),
    CONSTRAINT loads_actual_dispatcher_length CHECK ((length(actual_dispatcher) <= 255)),
    CONSTRAINT loads_assigned_dispatcher_length CHECK ((length(assigned_dispatcher) <= 255)),
    CONSTRAINT loads_description_length CHECK ((length(description) <= 2000)),
    CONSTRAINT loads_dispatcher_rep_email_length CHECK ((length(dispatcher_rep_email) <= 255)),
    CONSTRAINT loads_dispatcher_rep_external_reference_id_length CHECK ((length(dispatcher_rep_external_reference_id) <= 255)),
    CONSTRAINT loads_dispatcher_rep_name_length CHECK ((length(dispatcher_rep_name) <= 255)),
    CONSTRAINT loads_max_buy_rate CHECK ((max_buy_rate >= (0)::double precision)),
    CONSTRAINT loads_operation_user_length CHECK ((length(operation_user) <= 255)),
    CONSTRAINT loads_reference_length CHECK (((length(external_reference_id) >= 1) AND (length(external_reference_id) <= 255))),
    CONSTRAINT loads_sales_rep_email_length CHECK ((length(sales_rep_email) <= 255)),
    CONSTRAINT loads_sales_rep_external_reference_id_length CHECK ((length(sales_rep_external_reference_id) <= 255)),
    CONSTRAINT loads_sales_rep_name_length CHECK ((length(sales_rep_name) <= 255)),
    CONSTRAINT loads_times CHECK ((updated_at >= created_at)),
    CONSTRAINT loads_total_distance CHECK ((total_distance >= (0)::double precision)),
    CONSTRAINT loads_version CHECK ((version >= 1)),
    CONSTRAINT loads_weight CHECK ((weight >= (0)::double precision))
);
CREATE FUNCTION public.add_to_lanes(l public.loads, factor bigint, own_slot integer) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO lane_totals AS t
    SELECT l.organization_id, l.origin_state, l.destination_state, from_area, to_area, own_slot, factor, factor * is_delivered::int,
        factor * (rate IS NOT NULL)::int, factor * coalesce(rate, 0),
        factor * (rate + miles IS NOT NULL)::int, factor * CASE WHEN miles IS NULL THEN 0 ELSE coalesce(rate, 0) END, factor * CASE WHEN rate IS NULL THEN 0 ELSE coalesce(miles, 0) END
    FROM lane_parts(l)
    ON CONFLICT (organization_id, origin_state, destination_state, origin_area, destination_area, slot) DO UPDATE SET
        loads = t.loads + EXCLUDED.loads, delivered = t.delivered + EXCLUDED.delivered, rated = t.rated + EXCLUDED.rated, rates = t.rates + EXCLUDED.rates,
        miled = t.miled + EXCLUDED.miled, miled_rates = t.miled_rates + EXCLUDED.miled_rates, miles = t.miles + EXCLUDED.miles;
    INSERT INTO lane_carriers AS t
    SELECT l.organization_id, l.origin_state, l.destination_state, areas.origin, areas.destination, l.carrier_id, l.equipment_type, own_slot, factor,
        factor * (rate IS NOT NULL)::int, factor * coalesce(rate, 0),
        factor * (rate + miles IS NOT NULL)::int, factor * CASE WHEN miles IS NULL THEN 0 ELSE coalesce(rate, 0) END, factor * CASE WHEN rate IS NULL THEN 0 ELSE coalesce(miles, 0) END
    FROM lane_parts(l), LATERAL (VALUES ('*', '*'), (from_area, to_area)) AS areas (origin, destination)
    WHERE l.carrier_id IS NOT NULL AND is_delivered
    ON CONFLICT (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, equipment_type, slot) DO UPDATE SET
        loads = t.loads + EXCLUDED.loads, rated = t.rated + EXCLUDED.rated, rates = t.rates + EXCLUDED.rates,
        miled = t.miled + EXCLUDED.miled, miled_rates = t.miled_rates + EXCLUDED.miled_rates, miles = t.miles + EXCLUDED.miles;
$$;
CREATE FUNCTION public.add_to_load_weeks(l public.loads, added bigint, own_slot integer) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO load_weeks AS w
    VALUES (l.organization_id, l.pickup_at - ((l.pickup_at % 604800000000) + 604800000000) % 604800000000, l.status, l.equipment_type, own_slot,
        added, l.id, l.id, l.updated_at, l.updated_at)
    ON CONFLICT (organization_id, week, status, equipment_type, slot) DO UPDATE SET records = w.records + EXCLUDED.records,
        first_id = least(w.first_id, EXCLUDED.first_id), last_id = greatest(w.last_id, EXCLUDED.last_id),
        first_updated_at = least(w.first_updated_at, EXCLUDED.first_updated_at), last_updated_at = greatest(w.last_updated_at, EXCLUDED.last_updated_at);
$$;
CREATE FUNCTION public.delete_metadata() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM metadata WHERE organization_id = OLD.organization_id AND resource = TG_TABLE_NAME::text AND record_id = OLD.id;
    RETURN NULL;
END $$;
CREATE FUNCTION public.keep_lanes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM add_to_lanes(OLD, -1, 64 + pg_backend_pid() % 64);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM add_to_lanes(NEW, 1, 64 + pg_backend_pid() % 64);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.keep_load_weeks() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM add_to_load_weeks(OLD, -1, 64 + pg_backend_pid() % 64);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM add_to_load_weeks(NEW, 1, 64 + pg_backend_pid() % 64);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.lane_parts(l public.loads) RETURNS TABLE(from_area text, to_area text, is_delivered boolean, rate bigint, miles bigint)
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(l.origin_area, ''), coalesce(l.destination_area, ''), l.status IN ('DELIVERED', 'PAYMENT_PROCESSING', 'ACCOUNTING_REVIEW', 'COMPLETED'),
        CASE WHEN abs(l.carrier_rate) <= 10000000 THEN floor(l.carrier_rate * 10000 + 0.5)::bigint END,
        CASE WHEN l.total_distance BETWEEN 0.001 AND 1000000 THEN floor(l.total_distance * 1000 + 0.5)::bigint END
    WHERE l.origin_state IS NOT NULL AND l.destination_state IS NOT NULL AND l.status NOT IN ('CANCELLED', 'TENDER_REJECTED', 'INACTIVE')
$$;
CREATE FUNCTION public.set_last_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO row_counts (organization_id, resource, slot, row_count, last_change)
        VALUES (OLD.organization_id, TG_TABLE_NAME, 64 + pg_backend_pid() % 64, 0, (random() * 281474976710655)::bigint)
        ON CONFLICT (organization_id, resource, slot) DO UPDATE SET last_change = EXCLUDED.last_change;
    RETURN NULL;
END $$;
CREATE TABLE public.api_keys (
    organization_id bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    hash bytea NOT NULL,
    scopes text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    expires_at bigint,
    revoked_at bigint,
    per_minute bigint,
    per_day bigint,
    replaced_by text COLLATE pg_catalog."C",
    last_used_at bigint,
    CONSTRAINT api_keys_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT api_keys_per_day_check CHECK ((per_day >= 0)),
    CONSTRAINT api_keys_per_minute_check CHECK ((per_minute >= 0))
);
CREATE TABLE public.carrier_contacts (
    organization_id bigint NOT NULL,
    carrier_id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    first_name text COLLATE pg_catalog."C",
    last_name text COLLATE pg_catalog."C",
    primary_email text COLLATE pg_catalog."C",
    primary_phone text COLLATE pg_catalog."C",
    is_primary_contact boolean NOT NULL
);
CREATE TABLE public.carriers (
    organization_id bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    external_reference_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    name_folded text NOT NULL COLLATE pg_catalog."C",
    mc_number text COLLATE pg_catalog."C",
    dot_number text COLLATE pg_catalog."C",
    phone_number text COLLATE pg_catalog."C",
    email text COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT carriers_dot_number_length CHECK ((length(dot_number) <= 50)),
    CONSTRAINT carriers_email_length CHECK ((length(email) <= 255)),
    CONSTRAINT carriers_mc_number_length CHECK ((length(mc_number) <= 50)),
    CONSTRAINT carriers_name_length CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT carriers_phone_number_length CHECK ((length(phone_number) <= 50)),
    CONSTRAINT carriers_reference_length CHECK (((length(external_reference_id) >= 1) AND (length(external_reference_id) <= 255))),
    CONSTRAINT carriers_times CHECK ((updated_at >= created_at)),
    CONSTRAINT carriers_version CHECK ((version >= 1))
);
CREATE TABLE public.contact_changes (
    organization_id bigint NOT NULL,
    resource text NOT NULL COLLATE pg_catalog."C",
    record_id text NOT NULL COLLATE pg_catalog."C",
    changed_at bigint NOT NULL
);
CREATE TABLE public.customers (
    organization_id bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    external_reference_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    name_folded text NOT NULL COLLATE pg_catalog."C",
    reference_number text COLLATE pg_catalog."C",
    domain text COLLATE pg_catalog."C",
    phone text COLLATE pg_catalog."C",
    is_active boolean NOT NULL,
    customer_type text COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT customers_check CHECK ((updated_at >= created_at)),
    CONSTRAINT customers_customer_type_check CHECK ((length(customer_type) <= 50)),
    CONSTRAINT customers_domain_check CHECK ((length(domain) <= 255)),
    CONSTRAINT customers_external_reference_id_check CHECK (((length(external_reference_id) >= 1) AND (length(external_reference_id) <= 255))),
    CONSTRAINT customers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT customers_phone_check CHECK ((length(phone) <= 50)),
    CONSTRAINT customers_reference_number_check CHECK ((length(reference_number) <= 100)),
    CONSTRAINT customers_version_check CHECK ((version >= 1))
);
CREATE TABLE public.email_recipients (
    organization_id bigint NOT NULL,
    customer_id text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    email text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    topics text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.email_rules (
    organization_id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    event text NOT NULL COLLATE pg_catalog."C",
    changed text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    template text NOT NULL COLLATE pg_catalog."C",
    recipients text NOT NULL COLLATE pg_catalog."C",
    cursor bigint NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.email_suppressions (
    organization_id bigint NOT NULL,
    email text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    email_id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.email_templates (
    organization_id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    recipients text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    body_text text NOT NULL COLLATE pg_catalog."C",
    body_html text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.emails (
    organization_id bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    status text NOT NULL COLLATE pg_catalog."C",
    template text NOT NULL COLLATE pg_catalog."C",
    rule text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    resource text NOT NULL COLLATE pg_catalog."C",
    record_id text NOT NULL COLLATE pg_catalog."C",
    reference text NOT NULL COLLATE pg_catalog."C",
    customer text NOT NULL COLLATE pg_catalog."C",
    carrier text NOT NULL COLLATE pg_catalog."C",
    email text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    body_text text NOT NULL COLLATE pg_catalog."C",
    body_html text NOT NULL COLLATE pg_catalog."C",
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    attempted_at bigint NOT NULL,
    sent_at bigint NOT NULL,
    problem text NOT NULL COLLATE pg_catalog."C",
    token text NOT NULL COLLATE pg_catalog."C",
    leased_by text NOT NULL COLLATE pg_catalog."C",
    leased_until bigint NOT NULL
);
CREATE TABLE public.event_heads (
    organization_id bigint NOT NULL,
    seq bigint NOT NULL,
    removed bigint NOT NULL
)
WITH (fillfactor='10');
CREATE TABLE public.events (
    organization_id bigint NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    resource text NOT NULL COLLATE pg_catalog."C",
    action text NOT NULL COLLATE pg_catalog."C",
    record_id text NOT NULL COLLATE pg_catalog."C",
    reference text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    changed text NOT NULL COLLATE pg_catalog."C",
    key_id text NOT NULL COLLATE pg_catalog."C",
    actor text NOT NULL COLLATE pg_catalog."C",
    request_id text NOT NULL COLLATE pg_catalog."C",
    data text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.goose_db_version (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.goose_db_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.goose_db_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.held_changes (
    organization_id bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    status text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    decided_at bigint NOT NULL,
    resource text NOT NULL COLLATE pg_catalog."C",
    record_id text NOT NULL COLLATE pg_catalog."C",
    reference text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    fields text NOT NULL COLLATE pg_catalog."C",
    contacts text NOT NULL COLLATE pg_catalog."C",
    before text NOT NULL COLLATE pg_catalog."C",
    after text NOT NULL COLLATE pg_catalog."C",
    key_id text NOT NULL COLLATE pg_catalog."C",
    actor text NOT NULL COLLATE pg_catalog."C",
    request_id text NOT NULL COLLATE pg_catalog."C",
    decided_key text NOT NULL COLLATE pg_catalog."C",
    decided_actor text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.idempotency_keys (
    organization_id bigint NOT NULL,
    created_at bigint NOT NULL,
    key bytea NOT NULL,
    fingerprint bytea NOT NULL,
    status integer NOT NULL,
    header text NOT NULL COLLATE pg_catalog."C",
    body bytea,
    CONSTRAINT idempotency_keys_fingerprint_check CHECK ((length(fingerprint) = 32)),
    CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);
CREATE TABLE public.key_usage (
    organization_id bigint NOT NULL,
    key_id text NOT NULL COLLATE pg_catalog."C",
    seconds bigint NOT NULL,
    starts_at bigint NOT NULL,
    used bigint NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.lane_carriers (
    organization_id bigint NOT NULL,
    origin_state text NOT NULL COLLATE pg_catalog."C",
    destination_state text NOT NULL COLLATE pg_catalog."C",
    origin_area text NOT NULL COLLATE pg_catalog."C",
    destination_area text NOT NULL COLLATE pg_catalog."C",
    carrier_id text NOT NULL COLLATE pg_catalog."C",
    equipment_type text NOT NULL COLLATE pg_catalog."C",
    slot integer NOT NULL,
    loads bigint NOT NULL,
    rated bigint NOT NULL,
    rates bigint NOT NULL,
    miled bigint NOT NULL,
    miled_rates bigint NOT NULL,
    miles bigint NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.lane_totals (
    organization_id bigint NOT NULL,
    origin_state text NOT NULL COLLATE pg_catalog."C",
    destination_state text NOT NULL COLLATE pg_catalog."C",
    origin_area text NOT NULL COLLATE pg_catalog."C",
    destination_area text NOT NULL COLLATE pg_catalog."C",
    slot integer NOT NULL,
    loads bigint NOT NULL,
    delivered bigint NOT NULL,
    rated bigint NOT NULL,
    rates bigint NOT NULL,
    miled bigint NOT NULL,
    miled_rates bigint NOT NULL,
    miles bigint NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.load_rates (
    organization_id bigint NOT NULL,
    load_id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    rate_entity text NOT NULL COLLATE pg_catalog."C",
    amount double precision NOT NULL
);
CREATE TABLE public.load_stops (
    organization_id bigint NOT NULL,
    load_id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    stop_number integer NOT NULL,
    stop_type text NOT NULL COLLATE pg_catalog."C",
    location_id text NOT NULL COLLATE pg_catalog."C",
    early_arrival bigint NOT NULL,
    late_arrival bigint NOT NULL,
    CONSTRAINT load_stops_arrivals CHECK ((late_arrival >= early_arrival)),
    CONSTRAINT load_stops_stop_number CHECK ((stop_number >= 1))
);
CREATE TABLE public.load_weeks (
    organization_id bigint NOT NULL,
    week bigint NOT NULL,
    status text NOT NULL COLLATE pg_catalog."C",
    equipment_type text NOT NULL COLLATE pg_catalog."C",
    slot integer NOT NULL,
    records bigint NOT NULL,
    first_id text NOT NULL COLLATE pg_catalog."C",
    last_id text NOT NULL COLLATE pg_catalog."C",
    first_updated_at bigint NOT NULL,
    last_updated_at bigint NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.locations (
    organization_id bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    external_reference_id text NOT NULL COLLATE pg_catalog."C",
    name text COLLATE pg_catalog."C",
    name_folded text COLLATE pg_catalog."C",
    address_line1 text COLLATE pg_catalog."C",
    address_line2 text COLLATE pg_catalog."C",
    city text COLLATE pg_catalog."C",
    city_folded text COLLATE pg_catalog."C",
    state text COLLATE pg_catalog."C",
    state_folded text COLLATE pg_catalog."C",
    state_reversed text COLLATE pg_catalog."C",
    postal_code text COLLATE pg_catalog."C",
    country text NOT NULL COLLATE pg_catalog."C",
    latitude double precision,
    longitude double precision,
    is_geocoded boolean NOT NULL,
    email text COLLATE pg_catalog."C",
    phone_number text COLLATE pg_catalog."C",
    weekday_open_hours text COLLATE pg_catalog."C",
    weekday_close_hours text COLLATE pg_catalog."C",
    weekend_open_hours text COLLATE pg_catalog."C",
    weekend_close_hours text COLLATE pg_catalog."C",
    internal_notes text COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT locations_address_line1_length CHECK (((length(address_line1) >= 1) AND (length(address_line1) <= 255))),
    CONSTRAINT locations_address_line2_length CHECK (((length(address_line2) >= 1) AND (length(address_line2) <= 255))),
    CONSTRAINT locations_city_length CHECK (((length(city) >= 1) AND (length(city) <= 255))),
    CONSTRAINT locations_country_length CHECK ((length(country) = 2)),
    CONSTRAINT locations_email_length CHECK (((length(email) >= 1) AND (length(email) <= 255))),
    CONSTRAINT locations_internal_notes_length CHECK ((length(internal_notes) <= 2000)),
    CONSTRAINT locations_latitude CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT locations_longitude CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT locations_name_length CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT locations_phone_number_length CHECK (((length(phone_number) >= 1) AND (length(phone_number) <= 255))),
    CONSTRAINT locations_postal_code_length CHECK ((length(postal_code) <= 20)),
    CONSTRAINT locations_reference_length CHECK (((length(external_reference_id) >= 1) AND (length(external_reference_id) <= 255))),
    CONSTRAINT locations_times CHECK ((updated_at >= created_at)),
    CONSTRAINT locations_version CHECK ((version >= 1))
);
CREATE TABLE public.metadata (
    organization_id bigint NOT NULL,
    resource text NOT NULL COLLATE pg_catalog."C",
    record_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    text text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT metadata_name_length CHECK (((length(name) >= 1) AND (length(name) <= 40))),
    CONSTRAINT metadata_text_length CHECK ((length(text) <= 500))
);
CREATE TABLE public.organizations (
    id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    deleting_since bigint,
    CONSTRAINT organizations_name_check CHECK ((name <> ''::text))
);
ALTER TABLE public.organizations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organizations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.postal_codes (
    country text NOT NULL COLLATE pg_catalog."C",
    postal_code text NOT NULL COLLATE pg_catalog."C",
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    imported_at bigint NOT NULL
);
CREATE TABLE public.replicas (
    organization_id bigint NOT NULL,
    source text NOT NULL COLLATE pg_catalog."C",
    cursor bigint NOT NULL,
    mark text NOT NULL COLLATE pg_catalog."C",
    settled bigint NOT NULL,
    resource text NOT NULL COLLATE pg_catalog."C",
    after_id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.row_counts (
    organization_id bigint NOT NULL,
    resource text NOT NULL COLLATE pg_catalog."C",
    slot integer NOT NULL,
    row_count bigint NOT NULL,
    last_write bigint DEFAULT 0 NOT NULL,
    last_change bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');
CREATE TABLE public.text_indexes (
    table_name text NOT NULL COLLATE pg_catalog."C",
    column_name text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.unfinished_copy (
    step integer NOT NULL,
    what text NOT NULL COLLATE pg_catalog."C",
    statement text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.webhook_attempts (
    organization_id bigint NOT NULL,
    webhook_id text NOT NULL COLLATE pg_catalog."C",
    slot bigint NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    requests bigint NOT NULL,
    outcome text NOT NULL COLLATE pg_catalog."C",
    status bigint NOT NULL,
    took bigint NOT NULL,
    answer text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.webhook_parked (
    organization_id bigint NOT NULL,
    webhook_id text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    at bigint NOT NULL,
    status bigint NOT NULL,
    answer text NOT NULL COLLATE pg_catalog."C",
    due bigint NOT NULL
);
CREATE TABLE public.webhooks (
    organization_id bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    version bigint NOT NULL,
    url text NOT NULL COLLATE pg_catalog."C",
    types text NOT NULL COLLATE pg_catalog."C",
    description text NOT NULL COLLATE pg_catalog."C",
    max_events bigint NOT NULL,
    status text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    cursor bigint NOT NULL,
    generation bigint NOT NULL,
    key_print text NOT NULL COLLATE pg_catalog."C",
    previous_until bigint NOT NULL,
    down_since bigint NOT NULL,
    failures bigint NOT NULL,
    refusals bigint NOT NULL,
    retry_at bigint NOT NULL,
    attempts bigint NOT NULL,
    due bigint NOT NULL,
    leased_by text NOT NULL COLLATE pg_catalog."C",
    leased_until bigint NOT NULL
)
WITH (fillfactor='50');
INSERT INTO public.api_keys VALUES (2, 'key_0pgll18fhv0000kpb4u52k0i', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795891267604416, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgll18fced000drmm4462qg', 'first', '\x2c0f9782fa47a35aeb0d029e0bb936aebdb50574984dff0232c0f28e7ecc51ad', '*', 1795891267593114, NULL, NULL, NULL, NULL, NULL, 1795891260000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgll18fhv0000a1iaqs1m8h', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795891267604416, NULL, NULL, NULL, NULL, NULL, 1795891260000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgll18g2s7000a7ra8fo7gf', 0, 'contact_0pgll18g2s7000giqvokn6v8', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgll18g2s7000a7ra8fo7gf', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795891267639054, 1795891267639054, 161770068613917);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fk30000b2k2s4ffqu', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795891267608768, 1795891267608768, 118684015622708);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18flgrg00d70v2sbtb3', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795891267611703, 1795891267611703, 28106675073933);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fluo0009gaak9qods', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795891267612592, 1795891267612592, 122245988657937);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fm9qg00f3kh1dm084', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795891267613301, 1795891267613301, 97661522956088);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fmkm000dhl9r7fnhr', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795891267613996, 1795891267613996, 57980172626352);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fmu9000fndcv02ki4', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795891267614610, 1795891267614610, 78758894019227);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fn82g00au9t4h4c5q', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795891267615237, 1795891267615237, 119830967095292);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fo1og008a86iroh3o', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795891267616881, 1795891267616881, 232992240616745);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fob2g009dsddbb1e7', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795891267617477, 1795891267617477, 271023455185392);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18foid000e6s8l98lno', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795891267617946, 1795891267617946, 261688111798320);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fopd000dt02o9u9ta', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795891267618394, 1795891267618394, 227369969473422);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fp0o000eucthj4eb0', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795891267618864, 1795891267618864, 154633992373541);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fp8ag008s4d3i6rth', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795891267619349, 1795891267619349, 155783538230438);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fpfl0009ju2ec2kej', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795891267619818, 1795891267619818, 232418927535394);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fpp2000bna1uv8q0k', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795891267620420, 1795891267620420, 139483850679596);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fq0o0009jtdvato95', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795891267620912, 1795891267620912, 82474333676107);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fq7rg00dh9ejenvbq', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795891267621367, 1795891267621367, 72637723503847);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fqeng00c71td70ij1', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795891267621807, 1795891267621807, 169588737168592);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fqlu000b1p6bp58t4', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795891267622268, 1795891267622268, 273885853685639);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fqsug00c3l8oue1dn', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795891267622717, 1795891267622717, 252818112140);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fr1k000est21vanh2', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795891267623016, 1795891267623016, 30971150649399);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fr7eg00ase3h9ampd', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795891267623389, 1795891267623389, 80308155675184);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fred000fg7l9n2djp', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795891267623834, 1795891267623834, 194850526525463);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18frm0000coso5ehobl', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795891267624320, 1795891267624320, 197639565849424);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18frt5000f0fcch5636', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795891267624778, 1795891267624778, 66957549636936);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fs4h0009qibegudu6', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795891267625250, 1795891267625250, 153462297927809);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fsbgg00c9mfcmtp2g', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795891267625697, 1795891267625697, 265656127569220);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fsjig00e2rb13j1i5', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795891267626213, 1795891267626213, 56961127863583);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fsrvg009tqmc9mefp', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795891267626751, 1795891267626751, 133400680291097);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18ft4gg00fjcermqc65', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795891267627297, 1795891267627297, 156480130217764);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18ftb9g00b155bav41a', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795891267627731, 1795891267627731, 14274761790385);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18ftihg00djc51umaiv', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795891267628195, 1795891267628195, 244116729639955);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18ftpq000f6e4ui9et2', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795891267628660, 1795891267628660, 70600819916759);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fu0t000d419kh8jpa', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795891267629114, 1795891267629114, 141557195200227);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fu7s000bfov0eltlp', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795891267629560, 1795891267629560, 228131880188839);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fuflg00e32il8f2iq', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795891267630059, 1795891267630059, 252489156683720);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fuls000ebbqcs3d4r', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795891267630456, 1795891267630456, 235883913082733);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fuuj0009h5397bpf9', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795891267631014, 1795891267631014, 105066853278911);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18fnn4000apidcnb68a', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795891267616200, 1795891267633683, 268794102866187);
INSERT INTO public.customers VALUES (2, 'cust_0pgll18g0t2000bv3jgc68am', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795891267635012, 1795891267635012, 209222758904660);
INSERT INTO public.customers VALUES (1, 'cust_0pgll18g6hag00fcr8scmrji', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795891267646549, 1795891267646549, 148681502033043);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795891267593114, 'organization', 'created', '1', '1', 1795891267593114, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795891267593114, 'key', 'created', 'key_0pgll18fced000drmm4462qg', 'key_0pgll18fced000drmm4462qg', 1795891267593114, '', '', 'root', '', '{"id":"key_0pgll18fced000drmm4462qg","name":"first","scopes":["*"],"created_at":"2026-11-28T18:41:07Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795891267604416, 'organization', 'created', '2', '2', 1795891267604416, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795891267604416, 'key', 'created', 'key_0pgll18fhv0000a1iaqs1m8h', 'key_0pgll18fhv0000a1iaqs1m8h', 1795891267604416, '', '', 'root', '', '{"id":"key_0pgll18fhv0000a1iaqs1m8h","name":"","scopes":["*"],"created_at":"2026-11-28T18:41:07Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795891267604416, 'key', 'created', 'key_0pgll18fhv0000kpb4u52k0i', 'key_0pgll18fhv0000kpb4u52k0i', 1795891267604416, '', '', 'root', '', '{"id":"key_0pgll18fhv0000kpb4u52k0i","name":"reader","scopes":["read:customers"],"created_at":"2026-11-28T18:41:07Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795891267608768, 'customer', 'created', 'cust_0pgll18fk30000b2k2s4ffqu', 'R-0', 118684015622708, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '58406dc9fa5e3799e7d73b52787290e6', '{"id":"cust_0pgll18fk30000b2k2s4ffqu","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 5, 1795891267611703, 'customer', 'created', 'cust_0pgll18flgrg00d70v2sbtb3', 'R-1', 28106675073933, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'e23e3e38201320edb8e7e72863d4f5c2', '{"id":"cust_0pgll18flgrg00d70v2sbtb3","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 6, 1795891267612592, 'customer', 'created', 'cust_0pgll18fluo0009gaak9qods', 'R-2', 122245988657937, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'ca5be4ce14c96f25eb807d86aae912d4', '{"id":"cust_0pgll18fluo0009gaak9qods","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 7, 1795891267613301, 'customer', 'created', 'cust_0pgll18fm9qg00f3kh1dm084', 'R-3', 97661522956088, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '86fa5085d12268b8bee51c855b57553a', '{"id":"cust_0pgll18fm9qg00f3kh1dm084","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 8, 1795891267613996, 'customer', 'created', 'cust_0pgll18fmkm000dhl9r7fnhr', 'R-4', 57980172626352, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '2f63c7b8d8578d56bdf0e1b576e1a5ae', '{"id":"cust_0pgll18fmkm000dhl9r7fnhr","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 9, 1795891267614610, 'customer', 'created', 'cust_0pgll18fmu9000fndcv02ki4', 'R-5', 78758894019227, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '9e8e779ff217124ceb3f381606327d04', '{"id":"cust_0pgll18fmu9000fndcv02ki4","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 10, 1795891267615237, 'customer', 'created', 'cust_0pgll18fn82g00au9t4h4c5q', 'R-6', 119830967095292, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '32d7c0fe1f8f65b2a308ac8057868d18', '{"id":"cust_0pgll18fn82g00au9t4h4c5q","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 11, 1795891267615679, 'customer', 'created', 'cust_0pgll18fnevg00bpd9rjkh2b', 'R-7', 9464836019801, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'fa1216d65f73c173dd41a4feafd65744', '{"id":"cust_0pgll18fnevg00bpd9rjkh2b","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 12, 1795891267616200, 'customer', 'created', 'cust_0pgll18fnn4000apidcnb68a', 'R-8', 268794102866186, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '54e76ff605e15eb4d9c761997a06841b', '{"id":"cust_0pgll18fnn4000apidcnb68a","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 13, 1795891267616881, 'customer', 'created', 'cust_0pgll18fo1og008a86iroh3o', 'R-9', 232992240616745, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '955f048786abbcd4477bed5ea11d4e64', '{"id":"cust_0pgll18fo1og008a86iroh3o","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 14, 1795891267617477, 'customer', 'created', 'cust_0pgll18fob2g009dsddbb1e7', 'R-10', 271023455185392, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'c1a9d700c94e7176769bf40224a79d7e', '{"id":"cust_0pgll18fob2g009dsddbb1e7","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 15, 1795891267617946, 'customer', 'created', 'cust_0pgll18foid000e6s8l98lno', 'R-11', 261688111798320, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'dab2e7a981eefba6d1059d625fa1043b', '{"id":"cust_0pgll18foid000e6s8l98lno","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 16, 1795891267618394, 'customer', 'created', 'cust_0pgll18fopd000dt02o9u9ta', 'R-12', 227369969473422, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '352337f2e0a03d1ba39056ca34fa86bf', '{"id":"cust_0pgll18fopd000dt02o9u9ta","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 17, 1795891267618864, 'customer', 'created', 'cust_0pgll18fp0o000eucthj4eb0', 'R-13', 154633992373541, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '7f56bc8616611814238d336e8c4fcadb', '{"id":"cust_0pgll18fp0o000eucthj4eb0","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 18, 1795891267619349, 'customer', 'created', 'cust_0pgll18fp8ag008s4d3i6rth', 'R-14', 155783538230438, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '1fa4b8087aaf3b6875e4d04ad3a25983', '{"id":"cust_0pgll18fp8ag008s4d3i6rth","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 19, 1795891267619818, 'customer', 'created', 'cust_0pgll18fpfl0009ju2ec2kej', 'R-15', 232418927535394, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '791f6e5a8a755a7f836cddd12042ce54', '{"id":"cust_0pgll18fpfl0009ju2ec2kej","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 20, 1795891267620420, 'customer', 'created', 'cust_0pgll18fpp2000bna1uv8q0k', 'R-16', 139483850679596, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '53dd608202e6927424be594cc36337fa', '{"id":"cust_0pgll18fpp2000bna1uv8q0k","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 21, 1795891267620912, 'customer', 'created', 'cust_0pgll18fq0o0009jtdvato95', 'R-17', 82474333676107, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '51b9d48daf4cbbae13d93b76bfec43f2', '{"id":"cust_0pgll18fq0o0009jtdvato95","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 22, 1795891267621367, 'customer', 'created', 'cust_0pgll18fq7rg00dh9ejenvbq', 'R-18', 72637723503847, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '83f67b36880cec7cf181eef5ab1d5994', '{"id":"cust_0pgll18fq7rg00dh9ejenvbq","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 23, 1795891267621807, 'customer', 'created', 'cust_0pgll18fqeng00c71td70ij1', 'R-19', 169588737168592, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '7ff7e4e10ec1f7fdd6a6931ffe93588c', '{"id":"cust_0pgll18fqeng00c71td70ij1","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 24, 1795891267622268, 'customer', 'created', 'cust_0pgll18fqlu000b1p6bp58t4', 'R-20', 273885853685639, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '91d6c35f1af83e5fa2eb1d46fa5964de', '{"id":"cust_0pgll18fqlu000b1p6bp58t4","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 25, 1795891267622717, 'customer', 'created', 'cust_0pgll18fqsug00c3l8oue1dn', 'R-21', 252818112140, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '244feee0ca439bd10b32cb7be8313897', '{"id":"cust_0pgll18fqsug00c3l8oue1dn","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 26, 1795891267623016, 'customer', 'created', 'cust_0pgll18fr1k000est21vanh2', 'R-22', 30971150649399, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '991278068070090fa75bd2130138f5a3', '{"id":"cust_0pgll18fr1k000est21vanh2","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 27, 1795891267623389, 'customer', 'created', 'cust_0pgll18fr7eg00ase3h9ampd', 'R-23', 80308155675184, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '79dbfed292a7ccbe549da1c6de876be6', '{"id":"cust_0pgll18fr7eg00ase3h9ampd","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 28, 1795891267623834, 'customer', 'created', 'cust_0pgll18fred000fg7l9n2djp', 'R-24', 194850526525463, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '58e4a6f3bf1c5927049363ec3322df99', '{"id":"cust_0pgll18fred000fg7l9n2djp","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 29, 1795891267624320, 'customer', 'created', 'cust_0pgll18frm0000coso5ehobl', 'R-25', 197639565849424, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '263d20f0eeaa57da4fc7235e2da8bea5', '{"id":"cust_0pgll18frm0000coso5ehobl","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 30, 1795891267624778, 'customer', 'created', 'cust_0pgll18frt5000f0fcch5636', 'R-26', 66957549636936, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '35692daa2764b211874e4a37de25f864', '{"id":"cust_0pgll18frt5000f0fcch5636","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 31, 1795891267625250, 'customer', 'created', 'cust_0pgll18fs4h0009qibegudu6', 'R-27', 153462297927809, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'd01cdeeb77a899f170334a88db60f64f', '{"id":"cust_0pgll18fs4h0009qibegudu6","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 32, 1795891267625697, 'customer', 'created', 'cust_0pgll18fsbgg00c9mfcmtp2g', 'R-28', 265656127569220, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '6733280a09e8541ca478510ffab0b37a', '{"id":"cust_0pgll18fsbgg00c9mfcmtp2g","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 33, 1795891267626213, 'customer', 'created', 'cust_0pgll18fsjig00e2rb13j1i5', 'R-29', 56961127863583, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'e015ff2ae8456d938eabed666ddb1910', '{"id":"cust_0pgll18fsjig00e2rb13j1i5","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 34, 1795891267626751, 'customer', 'created', 'cust_0pgll18fsrvg009tqmc9mefp', 'R-30', 133400680291097, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'a50e888eb46771bbccf455e94b771553', '{"id":"cust_0pgll18fsrvg009tqmc9mefp","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 35, 1795891267627297, 'customer', 'created', 'cust_0pgll18ft4gg00fjcermqc65', 'R-31', 156480130217764, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'e3ab9196109220e514ce85bb2a478160', '{"id":"cust_0pgll18ft4gg00fjcermqc65","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 36, 1795891267627731, 'customer', 'created', 'cust_0pgll18ftb9g00b155bav41a', 'R-32', 14274761790385, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '350e16a515aaf6ada5e3087431191234', '{"id":"cust_0pgll18ftb9g00b155bav41a","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 37, 1795891267628195, 'customer', 'created', 'cust_0pgll18ftihg00djc51umaiv', 'R-33', 244116729639955, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '7cd5ac5c8f72b0fd814cb081a57f805a', '{"id":"cust_0pgll18ftihg00djc51umaiv","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 38, 1795891267628660, 'customer', 'created', 'cust_0pgll18ftpq000f6e4ui9et2', 'R-34', 70600819916759, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '923329da73d19e4045613dcac9f661ff', '{"id":"cust_0pgll18ftpq000f6e4ui9et2","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 39, 1795891267629114, 'customer', 'created', 'cust_0pgll18fu0t000d419kh8jpa', 'R-35', 141557195200227, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'a8b599732fb8e020276f4d96120acc9f', '{"id":"cust_0pgll18fu0t000d419kh8jpa","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 40, 1795891267629560, 'customer', 'created', 'cust_0pgll18fu7s000bfov0eltlp', 'R-36', 228131880188839, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '3544c3c947788b0c34d8a070cc16b8df', '{"id":"cust_0pgll18fu7s000bfov0eltlp","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 41, 1795891267630059, 'customer', 'created', 'cust_0pgll18fuflg00e32il8f2iq', 'R-37', 252489156683720, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '00ce68146e26675167de376ef370ff86', '{"id":"cust_0pgll18fuflg00e32il8f2iq","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 42, 1795891267630456, 'customer', 'created', 'cust_0pgll18fuls000ebbqcs3d4r', 'R-38', 235883913082733, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'c82023f3aef2e8c632e8179192493586', '{"id":"cust_0pgll18fuls000ebbqcs3d4r","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 43, 1795891267631014, 'customer', 'created', 'cust_0pgll18fuuj0009h5397bpf9', 'R-39', 105066853278911, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '9cdd87e71c841dcc0edb13a56ece5f28', '{"id":"cust_0pgll18fuuj0009h5397bpf9","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 44, 1795891267631504, 'customer', 'deleted', 'cust_0pgll18fnevg00bpd9rjkh2b', 'R-7', 9464836019802, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '96c21c082d60a54638691fe0bb406624', '{"id":"cust_0pgll18fnevg00bpd9rjkh2b","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 45, 1795891267633683, 'customer', 'updated', 'cust_0pgll18fnn4000apidcnb68a', 'R-8', 268794102866187, 'name,domain', 'key_0pgll18fhv0000a1iaqs1m8h', '', '05785c976d5aecd0ff3c951b24857b78', '{"id":"cust_0pgll18fnn4000apidcnb68a","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 46, 1795891267635012, 'customer', 'created', 'cust_0pgll18g0t2000bv3jgc68am', 'CUST-ACME-001', 209222758904660, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '25032781cf797be8d88ef72163d7320e', '{"id":"cust_0pgll18g0t2000bv3jgc68am","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 47, 1795891267636698, 'location', 'created', 'loc_0pgll18g1nd000ailk2u01id', 'LOC-CHI-001', 78394272677488, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'e472f2aa3f87f06b5bb9b9d7b5841330', '{"id":"loc_0pgll18g1nd000ailk2u01id","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 48, 1795891267639054, 'carrier', 'created', 'carrier_0pgll18g2s7000a7ra8fo7gf', 'CARR-SWIFT-001', 161770068613917, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', 'a3f316b79ae56dbad149492ba4e89624', '{"id":"carrier_0pgll18g2s7000a7ra8fo7gf","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgll18g2s7000giqvokn6v8","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (2, 49, 1795891267641535, 'load', 'created', 'load_0pgll18g42vg00a8r4uqesv6', 'LOAD-2026-0001', 186313860574904, '', 'key_0pgll18fhv0000a1iaqs1m8h', '', '29beb9deb9c79a33437c51e24aa5efeb', '{"id":"load_0pgll18g42vg00a8r4uqesv6","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgll18g0t2000bv3jgc68am","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgll18g2s7000a7ra8fo7gf","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgll18g42vg00j0cbiefuu3","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgll18g42vg00vrfc6rqf2r","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.events VALUES (1, 3, 1795891267646549, 'customer', 'created', 'cust_0pgll18g6hag00fcr8scmrji', 'R-1', 148681502033043, '', 'key_0pgll18fced000drmm4462qg', '', '3a7172575daf6d07e1a49bad5aa3f6b9', '{"id":"cust_0pgll18g6hag00fcr8scmrji","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-28T18:41:07Z","updated_at":"2026-11-28T18:41:07Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-28 18:41:07.491024');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-28 18:41:07.494036');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-28 18:41:07.498194');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-28 18:41:07.500462');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-28 18:41:07.502957');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-28 18:41:07.503476');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-28 18:41:07.505138');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-28 18:41:07.506976');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-28 18:41:07.507839');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-28 18:41:07.508923');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-28 18:41:07.518918');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-28 18:41:07.520247');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-28 18:41:07.529804');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-28 18:41:07.532227');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-28 18:41:07.534496');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-28 18:41:07.541463');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-28 18:41:07.542006');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-28 18:41:07.544398');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-28 18:41:07.547466');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-28 18:41:07.554989');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-28 18:41:07.561185');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-28 18:41:07.56358');
INSERT INTO public.goose_db_version VALUES (23, 22, true, '2026-11-28 18:41:07.564096');
INSERT INTO public.goose_db_version VALUES (24, 23, true, '2026-11-28 18:41:07.56797');
INSERT INTO public.goose_db_version VALUES (25, 24, true, '2026-11-28 18:41:07.573067');
INSERT INTO public.goose_db_version VALUES (26, 25, true, '2026-11-28 18:41:07.574485');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgll18g42vg00a8r4uqesv6', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgll18g42vg00a8r4uqesv6', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgll18g42vg00a8r4uqesv6', 0, 'stop_0pgll18g42vg00j0cbiefuu3', 1, 'PICKUP', 'loc_0pgll18g1nd000ailk2u01id', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgll18g42vg00a8r4uqesv6', 1, 'stop_0pgll18g42vg00vrfc6rqf2r', 2, 'DELIVERY', 'loc_0pgll18g1nd000ailk2u01id', 1770019200000000, 1770048000000000);
INSERT INTO public.load_weeks VALUES (2, 1769644800000000, 'ACTIVE', 'DRY_VAN', 0, 1, 'load_0pgll18g42vg00a8r4uqesv6', 'load_0pgll18g42vg00a8r4uqesv6', 1795891267641535, 1795891267641535);
INSERT INTO public.loads VALUES (2, 'load_0pgll18g42vg00a8r4uqesv6', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgll18g0t2000bv3jgc68am', 'carrier_0pgll18g2s7000a7ra8fo7gf', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795891267641535, 1795891267641535, 186313860574904);
INSERT INTO public.locations VALUES (2, 'loc_0pgll18g1nd000ailk2u01id', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795891267636698, 1795891267636698, 78394272677488);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgll18g0t2000bv3jgc68am', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgll18g0t2000bv3jgc68am', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgll18g1nd000ailk2u01id', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgll18g1nd000ailk2u01id', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgll18g2s7000a7ra8fo7gf', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgll18g2s7000a7ra8fo7gf', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgll18g42vg00a8r4uqesv6', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgll18g42vg00a8r4uqesv6', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795891267593114, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795891267604416, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 26, 20, 122104526348233, 122104526348233);
INSERT INTO public.row_counts VALUES (2, 'customers', 25, 20, 89225391754453, 52595237623805);
INSERT INTO public.row_counts VALUES (2, 'locations', 25, 1, 44352362677722, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 25, 1, 44352362677722, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 25, 1, 44036515324105, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 25, 1, 56447350912483, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 25, 1, 56447350912483, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 25, 1, 56447350912483, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 25, 1, 136058116770526, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 26, true);
SELECT pg_catalog.setval('public.organizations_id_seq', 2, true);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE ONLY public.carrier_contacts
    ADD CONSTRAINT carrier_contacts_pkey PRIMARY KEY (organization_id, carrier_id, "position");
ALTER TABLE ONLY public.carriers
    ADD CONSTRAINT carriers_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE ONLY public.contact_changes
    ADD CONSTRAINT contact_changes_pkey PRIMARY KEY (organization_id, resource, record_id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE ONLY public.email_recipients
    ADD CONSTRAINT email_recipients_pkey PRIMARY KEY (organization_id, customer_id, "position");
ALTER TABLE ONLY public.email_rules
    ADD CONSTRAINT email_rules_pkey PRIMARY KEY (organization_id, name);
ALTER TABLE ONLY public.email_suppressions
    ADD CONSTRAINT email_suppressions_pkey PRIMARY KEY (organization_id, email);
ALTER TABLE ONLY public.email_templates
    ADD CONSTRAINT email_templates_pkey PRIMARY KEY (organization_id, name);
ALTER TABLE ONLY public.emails
    ADD CONSTRAINT emails_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE ONLY public.event_heads
    ADD CONSTRAINT event_heads_pkey PRIMARY KEY (organization_id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (organization_id, seq);
ALTER TABLE ONLY public.goose_db_version
    ADD CONSTRAINT goose_db_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.held_changes
    ADD CONSTRAINT held_changes_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (organization_id, created_at, key);
ALTER TABLE ONLY public.key_usage
    ADD CONSTRAINT key_usage_pkey PRIMARY KEY (organization_id, key_id, seconds, starts_at);
ALTER TABLE ONLY public.lane_carriers
    ADD CONSTRAINT lane_carriers_pkey PRIMARY KEY (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, equipment_type, slot);
ALTER TABLE ONLY public.lane_totals
    ADD CONSTRAINT lane_totals_pkey PRIMARY KEY (organization_id, origin_state, destination_state, origin_area, destination_area, slot);
ALTER TABLE ONLY public.load_rates
    ADD CONSTRAINT load_rates_pkey PRIMARY KEY (organization_id, load_id, "position");
ALTER TABLE ONLY public.load_stops
    ADD CONSTRAINT load_stops_pkey PRIMARY KEY (organization_id, load_id, "position");
ALTER TABLE ONLY public.load_weeks
    ADD CONSTRAINT load_weeks_pkey PRIMARY KEY (organization_id, week, status, equipment_type, slot);
ALTER TABLE ONLY public.loads
    ADD CONSTRAINT loads_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE ONLY public.locations
    ADD CONSTRAINT locations_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE ONLY public.metadata
    ADD CONSTRAINT metadata_pkey PRIMARY KEY (organization_id, resource, record_id, name);
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_name_key UNIQUE (name);
ALTER TABLE ONLY public.organizations
    ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.postal_codes
    ADD CONSTRAINT postal_codes_pkey PRIMARY KEY (country, postal_code);
ALTER TABLE ONLY public.replicas
    ADD CONSTRAINT replicas_pkey PRIMARY KEY (organization_id);
ALTER TABLE ONLY public.row_counts
    ADD CONSTRAINT row_counts_pkey PRIMARY KEY (organization_id, resource, slot);
ALTER TABLE ONLY public.text_indexes
    ADD CONSTRAINT text_indexes_pkey PRIMARY KEY (table_name);
ALTER TABLE ONLY public.unfinished_copy
    ADD CONSTRAINT unfinished_copy_pkey PRIMARY KEY (step);
ALTER TABLE ONLY public.webhook_attempts
    ADD CONSTRAINT webhook_attempts_pkey PRIMARY KEY (organization_id, webhook_id, slot);
ALTER TABLE ONLY public.webhook_parked
    ADD CONSTRAINT webhook_parked_pkey PRIMARY KEY (organization_id, webhook_id, seq);
ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_pkey PRIMARY KEY (organization_id, id);
CREATE INDEX carrier_contacts_by_phone ON public.carrier_contacts USING btree (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(primary_phone, ' '::text, ''::text), '-'::text, ''::text), '('::text, ''::text), ')'::text, ''::text), '.'::text, ''::text), '/'::text, ''::text), '+'::text, ''::text), ' '::text, ''::text)) WHERE (primary_phone IS NOT NULL);
CREATE INDEX carriers_by_dot_number ON public.carriers USING btree (organization_id, dot_number, id);
CREATE INDEX carriers_by_name ON public.carriers USING btree (organization_id, name_folded, id);
CREATE INDEX carriers_by_numbers ON public.carriers USING btree (organization_id, mc_number, dot_number, id);
CREATE INDEX carriers_by_phone ON public.carriers USING btree (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' '::text, ''::text), '-'::text, ''::text), '('::text, ''::text), ')'::text, ''::text), '.'::text, ''::text), '/'::text, ''::text), '+'::text, ''::text), ' '::text, ''::text)) WHERE (phone_number IS NOT NULL);
CREATE UNIQUE INDEX carriers_by_reference ON public.carriers USING btree (organization_id, external_reference_id);
CREATE INDEX carriers_by_updated_at ON public.carriers USING btree (organization_id, updated_at, id);
CREATE INDEX carriers_text ON public.carriers USING gin (name_folded public.gin_trgm_ops) WITH (gin_pending_list_limit='1024');
CREATE INDEX contact_changes_by_time ON public.contact_changes USING btree (changed_at);
CREATE INDEX customers_by_filters ON public.customers USING btree (organization_id, is_active, customer_type, id);
CREATE INDEX customers_by_name ON public.customers USING btree (organization_id, name_folded, id);
CREATE INDEX customers_by_phone ON public.customers USING btree (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone, ' '::text, ''::text), '-'::text, ''::text), '('::text, ''::text), ')'::text, ''::text), '.'::text, ''::text), '/'::text, ''::text), '+'::text, ''::text), ' '::text, ''::text)) WHERE (phone IS NOT NULL);
CREATE UNIQUE INDEX customers_by_reference ON public.customers USING btree (organization_id, external_reference_id);
CREATE INDEX customers_by_updated_at ON public.customers USING btree (organization_id, updated_at, id);
CREATE INDEX customers_text ON public.customers USING gin (name_folded public.gin_trgm_ops) WITH (gin_pending_list_limit='1024');
CREATE INDEX emails_by_attempt ON public.emails USING btree (attempted_at);
CREATE UNIQUE INDEX emails_by_event ON public.emails USING btree (organization_id, rule, seq, email) WHERE (rule <> ''::text);
CREATE INDEX emails_by_status ON public.emails USING btree (organization_id, status, id);
CREATE INDEX emails_by_token ON public.emails USING btree (token) WHERE (token <> ''::text);
CREATE INDEX emails_by_update ON public.emails USING btree (updated_at);
CREATE INDEX emails_queued ON public.emails USING btree (due_at) WHERE (status = 'queued'::text);
CREATE INDEX emails_sending ON public.emails USING btree (leased_until) WHERE (status = 'sending'::text);
CREATE INDEX events_by_reference ON public.events USING btree (organization_id, resource, reference, seq);
CREATE INDEX held_changes_by_record ON public.held_changes USING btree (organization_id, resource, reference);
CREATE INDEX held_changes_by_status ON public.held_changes USING btree (organization_id, status, id);
CREATE INDEX held_changes_decided ON public.held_changes USING btree (decided_at) WHERE (status <> 'held'::text);
CREATE INDEX held_changes_held ON public.held_changes USING btree (expires_at) WHERE (status = 'held'::text);
CREATE UNIQUE INDEX idempotency_keys_by_key ON public.idempotency_keys USING btree (organization_id, key);
CREATE INDEX load_stops_by_location ON public.load_stops USING btree (organization_id, location_id, load_id);
CREATE INDEX loads_by_carrier ON public.loads USING btree (organization_id, carrier_id, status, equipment_type, customer_id, pickup_at, id);
CREATE INDEX loads_by_customer ON public.loads USING btree (organization_id, customer_id, status, equipment_type, pickup_at, id);
CREATE INDEX loads_by_equipment ON public.loads USING btree (organization_id, equipment_type, status, id);
CREATE INDEX loads_by_pickup ON public.loads USING btree (organization_id, pickup_at, status, equipment_type, id);
CREATE UNIQUE INDEX loads_by_reference ON public.loads USING btree (organization_id, external_reference_id);
CREATE INDEX loads_by_status ON public.loads USING btree (organization_id, status, id);
CREATE INDEX loads_by_updated_at ON public.loads USING btree (organization_id, updated_at, id, status, equipment_type, customer_id, carrier_id, pickup_at);
CREATE INDEX loads_delivered_between_areas ON public.loads USING btree (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, delivery_at) WHERE ((carrier_id IS NOT NULL) AND (status = ANY (ARRAY['DELIVERED'::text, 'PAYMENT_PROCESSING'::text, 'ACCOUNTING_REVIEW'::text, 'COMPLETED'::text])));
CREATE INDEX loads_delivered_between_states ON public.loads USING btree (organization_id, origin_state, destination_state, carrier_id, delivery_at) WHERE ((carrier_id IS NOT NULL) AND (status = ANY (ARRAY['DELIVERED'::text, 'PAYMENT_PROCESSING'::text, 'ACCOUNTING_REVIEW'::text, 'COMPLETED'::text])));
CREATE INDEX locations_by_city ON public.locations USING btree (organization_id, city_folded, id, state_reversed, country);
CREATE INDEX locations_by_country ON public.locations USING btree (organization_id, country, id);
CREATE INDEX locations_by_name ON public.locations USING btree (organization_id, name_folded, id, state_reversed, city_folded, country);
CREATE INDEX locations_by_phone ON public.locations USING btree (organization_id, replace(replace(replace(replace(replace(replace(replace(replace(phone_number, ' '::text, ''::text), '-'::text, ''::text), '('::text, ''::text), ')'::text, ''::text), '.'::text, ''::text), '/'::text, ''::text), '+'::text, ''::text), ' '::text, ''::text)) WHERE (phone_number IS NOT NULL);
CREATE INDEX locations_by_place ON public.locations USING btree (organization_id, state_reversed, city_folded, country, id);
CREATE UNIQUE INDEX locations_by_reference ON public.locations USING btree (organization_id, external_reference_id);
CREATE INDEX locations_by_state ON public.locations USING btree (organization_id, state_folded, id, state_reversed, city_folded, country);
CREATE INDEX locations_by_updated_at ON public.locations USING btree (organization_id, updated_at, id, state_reversed, city_folded, country);
CREATE INDEX locations_text ON public.locations USING gin (name_folded public.gin_trgm_ops) WITH (gin_pending_list_limit='1024');
CREATE INDEX metadata_by_text ON public.metadata USING btree (organization_id, resource, name, text, record_id);
CREATE TRIGGER delete_metadata AFTER DELETE ON public.carriers FOR EACH ROW WHEN ((current_setting('transaction_deferrable'::text) = 'off'::text)) EXECUTE FUNCTION public.delete_metadata();
CREATE TRIGGER delete_metadata AFTER DELETE ON public.customers FOR EACH ROW WHEN ((current_setting('transaction_deferrable'::text) = 'off'::text)) EXECUTE FUNCTION public.delete_metadata();
CREATE TRIGGER delete_metadata AFTER DELETE ON public.loads FOR EACH ROW WHEN ((current_setting('transaction_deferrable'::text) = 'off'::text)) EXECUTE FUNCTION public.delete_metadata();
CREATE TRIGGER delete_metadata AFTER DELETE ON public.locations FOR EACH ROW WHEN ((current_setting('transaction_deferrable'::text) = 'off'::text)) EXECUTE FUNCTION public.delete_metadata();
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.contact_changes
    ADD CONSTRAINT contact_changes_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.email_recipients
    ADD CONSTRAINT email_recipients_customer FOREIGN KEY (organization_id, customer_id) REFERENCES public.customers(organization_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.email_recipients
    ADD CONSTRAINT email_recipients_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.email_rules
    ADD CONSTRAINT email_rules_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.email_suppressions
    ADD CONSTRAINT email_suppressions_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.email_templates
    ADD CONSTRAINT email_templates_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.emails
    ADD CONSTRAINT emails_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.event_heads
    ADD CONSTRAINT event_heads_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.held_changes
    ADD CONSTRAINT held_changes_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.key_usage
    ADD CONSTRAINT key_usage_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.lane_carriers
    ADD CONSTRAINT lane_carriers_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.lane_totals
    ADD CONSTRAINT lane_totals_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.load_stops
    ADD CONSTRAINT load_stops_location FOREIGN KEY (organization_id, location_id) REFERENCES public.locations(organization_id, id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.load_weeks
    ADD CONSTRAINT load_weeks_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.loads
    ADD CONSTRAINT loads_carrier FOREIGN KEY (organization_id, carrier_id) REFERENCES public.carriers(organization_id, id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.loads
    ADD CONSTRAINT loads_customer FOREIGN KEY (organization_id, customer_id) REFERENCES public.customers(organization_id, id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.metadata
    ADD CONSTRAINT metadata_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.replicas
    ADD CONSTRAINT replicas_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.row_counts
    ADD CONSTRAINT row_counts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
