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
INSERT INTO public.api_keys VALUES (2, 'key_0pgl41pcp6ag00i1tjno75af', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795854795852181, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgl41pcj4f000d75nc2n8h8', 'first', '\x34a5cbdfd17da1d9eb55c9fe1f1680c4499e0019f76b02362e98cb62aed78f29', '*', 1795854795839774, NULL, NULL, NULL, NULL, NULL, 1795854780000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgl41pcp6ag00ccbjevb60u', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795854795852181, NULL, NULL, NULL, NULL, NULL, 1795854780000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgl41pedi1000dsa45el84p', 0, 'contact_0pgl41pedi1000logevnj3r9', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgl41pedi1000dsa45el84p', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795854795959426, 1795854795959426, 169932701987561);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pcv81g009f31n72eo8', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795854795864579, 1795854795864579, 44092378469897);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pd0t6000cp4l58v0rt', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795854795867980, 1795854795867980, 248534029240224);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pd5b6g00d3ot2f2kee', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795854795877069, 1795854795877069, 185123765653896);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pd5nk000brtf20tava', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795854795877864, 1795854795877864, 104441550595785);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pd62d0008r09gavsc2', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795854795878554, 1795854795878554, 256608792953380);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pd8b8g00bjfbgg20gq', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795854795883217, 1795854795883217, 249927764384339);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pd8o3000dkoiqr4mv0', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795854795884038, 1795854795884038, 80825685636496);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pda390009jrgeaagnm', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795854795886802, 1795854795886802, 71564075673960);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pda9u0008412fvvb17', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795854795887228, 1795854795887228, 63198524847238);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdagrg009mjnbfvsu1', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795854795887671, 1795854795887671, 65124325726303);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdand000db8dm8ao43', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795854795888090, 1795854795888090, 11600727839076);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdat1g00am0dde55ts', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795854795888451, 1795854795888451, 120394145080242);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdcu7000fmhh8f447n', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795854795892622, 1795854795892622, 225553883922444);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pddmcg00frfamqahjm', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795854795894169, 1795854795894169, 259120539959948);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pde2ig00e3s9gvrsar', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795854795894949, 1795854795894949, 66540372432803);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdea50008h5ap2fln5', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795854795895434, 1795854795895434, 233550201565386);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdej6g00b3hj805cj0', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795854795896013, 1795854795896013, 275311883550208);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pderbg00dkmbmhm3tl', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795854795896535, 1795854795896535, 237599865117654);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdf37000da7lj7rj50', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795854795897038, 1795854795897038, 143501190381254);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdfcq0008jb60pdulv', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795854795897652, 1795854795897652, 112102333478705);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdfmm000bgqnp4kr4n', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795854795898284, 1795854795898284, 177986963807566);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdgoe000b0q4366vnn', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795854795900444, 1795854795900444, 172102266073017);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdh1pg00em4udm5tmk', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795854795901043, 1795854795901043, 29375258341139);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdharg00e4e1djr2dr', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795854795901623, 1795854795901623, 252622554995533);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdhj7g00cca1c6phe9', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795854795902159, 1795854795902159, 185573556520422);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdhrg000chg6q6n4vg', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795854795902688, 1795854795902688, 262308273727431);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdi4qg00a42ro7saor', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795854795903285, 1795854795903285, 239536260290614);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdiit0009n8jqa7467', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795854795904186, 1795854795904186, 45985163144349);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdjtag00araoj5urgg', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795854795906901, 1795854795906901, 128212996088913);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdk6ag00cogauleb2c', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795854795907477, 1795854795907477, 254045565352095);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdkffg00b9ujegm0bs', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795854795908063, 1795854795908063, 258547763159088);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdkqbg009k4d8035j8', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795854795908759, 1795854795908759, 17999562220165);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdl37000fge7jfikas', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795854795909326, 1795854795909326, 236005209670241);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdlbj000cn5pjlmbev', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795854795909862, 1795854795909862, 15302085227824);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdlrd000etdf4vcu9l', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795854795910874, 1795854795910874, 2264125584608);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdmeog009gs2801c5j', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795854795912113, 1795854795912113, 69727892805387);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdn1r000a4d5bdnba4', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795854795913334, 1795854795913334, 211268350305359);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pdohtg008jsv7ic2gk', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795854795916411, 1795854795916411, 154312687983027);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41pd9sug00ac2pa4sd4k', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795854795886397, 1795854795920768, 68249296910617);
INSERT INTO public.customers VALUES (2, 'cust_0pgl41peaamg008g0mhtc19e', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795854795952813, 1795854795952813, 276749956811599);
INSERT INTO public.customers VALUES (1, 'cust_0pgl41pejkb000bmmbdov52m', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795854795971862, 1795854795971862, 88037322377049);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795854795839774, 'organization', 'created', '1', '1', 1795854795839774, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795854795839774, 'key', 'created', 'key_0pgl41pcj4f000d75nc2n8h8', 'key_0pgl41pcj4f000d75nc2n8h8', 1795854795839774, '', '', 'root', '', '{"id":"key_0pgl41pcj4f000d75nc2n8h8","name":"first","scopes":["*"],"created_at":"2026-11-28T08:33:15Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795854795852181, 'organization', 'created', '2', '2', 1795854795852181, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795854795852181, 'key', 'created', 'key_0pgl41pcp6ag00ccbjevb60u', 'key_0pgl41pcp6ag00ccbjevb60u', 1795854795852181, '', '', 'root', '', '{"id":"key_0pgl41pcp6ag00ccbjevb60u","name":"","scopes":["*"],"created_at":"2026-11-28T08:33:15Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795854795852181, 'key', 'created', 'key_0pgl41pcp6ag00i1tjno75af', 'key_0pgl41pcp6ag00i1tjno75af', 1795854795852181, '', '', 'root', '', '{"id":"key_0pgl41pcp6ag00i1tjno75af","name":"reader","scopes":["read:customers"],"created_at":"2026-11-28T08:33:15Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795854795864579, 'customer', 'created', 'cust_0pgl41pcv81g009f31n72eo8', 'R-0', 44092378469897, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'ea924f5c86dde71e85efac5399476c98', '{"id":"cust_0pgl41pcv81g009f31n72eo8","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 5, 1795854795867980, 'customer', 'created', 'cust_0pgl41pd0t6000cp4l58v0rt', 'R-1', 248534029240224, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '2d3211aaf944701dff047c00008f72f0', '{"id":"cust_0pgl41pd0t6000cp4l58v0rt","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 6, 1795854795877069, 'customer', 'created', 'cust_0pgl41pd5b6g00d3ot2f2kee', 'R-2', 185123765653896, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'ffed8d9833e318eac70c3db0c59a0394', '{"id":"cust_0pgl41pd5b6g00d3ot2f2kee","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 7, 1795854795877864, 'customer', 'created', 'cust_0pgl41pd5nk000brtf20tava', 'R-3', 104441550595785, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '76fa24e6ec4803dc1486a5c38252db9b', '{"id":"cust_0pgl41pd5nk000brtf20tava","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 8, 1795854795878554, 'customer', 'created', 'cust_0pgl41pd62d0008r09gavsc2', 'R-4', 256608792953380, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '2eef02d44dedaf9d039927562fe816f6', '{"id":"cust_0pgl41pd62d0008r09gavsc2","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 9, 1795854795883217, 'customer', 'created', 'cust_0pgl41pd8b8g00bjfbgg20gq', 'R-5', 249927764384339, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '17ca4dca8aa1c9fe342c55a6021100a7', '{"id":"cust_0pgl41pd8b8g00bjfbgg20gq","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 10, 1795854795884038, 'customer', 'created', 'cust_0pgl41pd8o3000dkoiqr4mv0', 'R-6', 80825685636496, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'd3bf43726fe933947a18cec3bf3f3220', '{"id":"cust_0pgl41pd8o3000dkoiqr4mv0","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 11, 1795854795885886, 'customer', 'created', 'cust_0pgl41pd9kv000cm7opqphp2', 'R-7', 123996748278150, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '92277d983379e28e3119426d608a2f51', '{"id":"cust_0pgl41pd9kv000cm7opqphp2","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 12, 1795854795886397, 'customer', 'created', 'cust_0pgl41pd9sug00ac2pa4sd4k', 'R-8', 68249296910616, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'cbf2f46eace42fbfb79c3d638f4b9e0e', '{"id":"cust_0pgl41pd9sug00ac2pa4sd4k","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 13, 1795854795886802, 'customer', 'created', 'cust_0pgl41pda390009jrgeaagnm', 'R-9', 71564075673960, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '4d0f92d8ebeaa7d416f0066858c92e5d', '{"id":"cust_0pgl41pda390009jrgeaagnm","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 14, 1795854795887228, 'customer', 'created', 'cust_0pgl41pda9u0008412fvvb17', 'R-10', 63198524847238, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '322b377799f6e8cd6be7680dc6d43ff3', '{"id":"cust_0pgl41pda9u0008412fvvb17","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 15, 1795854795887671, 'customer', 'created', 'cust_0pgl41pdagrg009mjnbfvsu1', 'R-11', 65124325726303, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '88023cf3c6b0323d989e3c0116393244', '{"id":"cust_0pgl41pdagrg009mjnbfvsu1","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 16, 1795854795888090, 'customer', 'created', 'cust_0pgl41pdand000db8dm8ao43', 'R-12', 11600727839076, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '377a3a2dfaca04867067fee9a3e28b36', '{"id":"cust_0pgl41pdand000db8dm8ao43","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 17, 1795854795888451, 'customer', 'created', 'cust_0pgl41pdat1g00am0dde55ts', 'R-13', 120394145080242, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '35d7586b5fc3503459bb447d5f14ca5c', '{"id":"cust_0pgl41pdat1g00am0dde55ts","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 18, 1795854795892622, 'customer', 'created', 'cust_0pgl41pdcu7000fmhh8f447n', 'R-14', 225553883922444, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'ab0d3e80ac72afa197d6abdc1be693ae', '{"id":"cust_0pgl41pdcu7000fmhh8f447n","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 19, 1795854795894169, 'customer', 'created', 'cust_0pgl41pddmcg00frfamqahjm', 'R-15', 259120539959948, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '4e2765093e8a28844abfdea172923fbe', '{"id":"cust_0pgl41pddmcg00frfamqahjm","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 20, 1795854795894949, 'customer', 'created', 'cust_0pgl41pde2ig00e3s9gvrsar', 'R-16', 66540372432803, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'b6effdd4fea03d2a3732d523c90c046c', '{"id":"cust_0pgl41pde2ig00e3s9gvrsar","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 21, 1795854795895434, 'customer', 'created', 'cust_0pgl41pdea50008h5ap2fln5', 'R-17', 233550201565386, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '2485e6e8be7a5189168597439c986c16', '{"id":"cust_0pgl41pdea50008h5ap2fln5","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 22, 1795854795896013, 'customer', 'created', 'cust_0pgl41pdej6g00b3hj805cj0', 'R-18', 275311883550208, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'a9c91022e4d011186a756316bda92453', '{"id":"cust_0pgl41pdej6g00b3hj805cj0","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 23, 1795854795896535, 'customer', 'created', 'cust_0pgl41pderbg00dkmbmhm3tl', 'R-19', 237599865117654, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'ec685daa472c6e81414cb22eba2ce965', '{"id":"cust_0pgl41pderbg00dkmbmhm3tl","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 24, 1795854795897038, 'customer', 'created', 'cust_0pgl41pdf37000da7lj7rj50', 'R-20', 143501190381254, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '47f17ab5486c9f694116512bf985bbe8', '{"id":"cust_0pgl41pdf37000da7lj7rj50","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 25, 1795854795897652, 'customer', 'created', 'cust_0pgl41pdfcq0008jb60pdulv', 'R-21', 112102333478705, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '12efe66368972fd3c61616d3e6db215a', '{"id":"cust_0pgl41pdfcq0008jb60pdulv","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 26, 1795854795898284, 'customer', 'created', 'cust_0pgl41pdfmm000bgqnp4kr4n', 'R-22', 177986963807566, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '60dc3ceefee65a2686b287acc4c1455c', '{"id":"cust_0pgl41pdfmm000bgqnp4kr4n","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 27, 1795854795900444, 'customer', 'created', 'cust_0pgl41pdgoe000b0q4366vnn', 'R-23', 172102266073017, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'ecad784e5e1dbb63ce862586bc2a4018', '{"id":"cust_0pgl41pdgoe000b0q4366vnn","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 28, 1795854795901043, 'customer', 'created', 'cust_0pgl41pdh1pg00em4udm5tmk', 'R-24', 29375258341139, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '6a56343aec9ed3be2941d26f4f17c3d5', '{"id":"cust_0pgl41pdh1pg00em4udm5tmk","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 29, 1795854795901623, 'customer', 'created', 'cust_0pgl41pdharg00e4e1djr2dr', 'R-25', 252622554995533, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'aa9f66cda666d2f111ec0bbc6d9a7b64', '{"id":"cust_0pgl41pdharg00e4e1djr2dr","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 30, 1795854795902159, 'customer', 'created', 'cust_0pgl41pdhj7g00cca1c6phe9', 'R-26', 185573556520422, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '8f8d27b851469c1193e37122eb3ba8e2', '{"id":"cust_0pgl41pdhj7g00cca1c6phe9","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 31, 1795854795902688, 'customer', 'created', 'cust_0pgl41pdhrg000chg6q6n4vg', 'R-27', 262308273727431, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '6df2796e764d6e53a8f00858336385b5', '{"id":"cust_0pgl41pdhrg000chg6q6n4vg","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 32, 1795854795903285, 'customer', 'created', 'cust_0pgl41pdi4qg00a42ro7saor', 'R-28', 239536260290614, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'd5926bc8a5d5824c8338e2430dc760ec', '{"id":"cust_0pgl41pdi4qg00a42ro7saor","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 33, 1795854795904186, 'customer', 'created', 'cust_0pgl41pdiit0009n8jqa7467', 'R-29', 45985163144349, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '2120af5ea5d2b23d2618cd16f0d8b0d8', '{"id":"cust_0pgl41pdiit0009n8jqa7467","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 34, 1795854795906901, 'customer', 'created', 'cust_0pgl41pdjtag00araoj5urgg', 'R-30', 128212996088913, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'c402b57b072514d03d92abafa0532d62', '{"id":"cust_0pgl41pdjtag00araoj5urgg","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 35, 1795854795907477, 'customer', 'created', 'cust_0pgl41pdk6ag00cogauleb2c', 'R-31', 254045565352095, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'd1a86fa9f06962a2644e69c240f02703', '{"id":"cust_0pgl41pdk6ag00cogauleb2c","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 36, 1795854795908063, 'customer', 'created', 'cust_0pgl41pdkffg00b9ujegm0bs', 'R-32', 258547763159088, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'bf44435dfc42f300326b42e92ec5933d', '{"id":"cust_0pgl41pdkffg00b9ujegm0bs","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 37, 1795854795908759, 'customer', 'created', 'cust_0pgl41pdkqbg009k4d8035j8', 'R-33', 17999562220165, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '01a8ad6ac2f8437f019658c53e14edde', '{"id":"cust_0pgl41pdkqbg009k4d8035j8","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 38, 1795854795909326, 'customer', 'created', 'cust_0pgl41pdl37000fge7jfikas', 'R-34', 236005209670241, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'c31763c86f57f62c55b047ed3836f34e', '{"id":"cust_0pgl41pdl37000fge7jfikas","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 39, 1795854795909862, 'customer', 'created', 'cust_0pgl41pdlbj000cn5pjlmbev', 'R-35', 15302085227824, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'd86447f0b74a67c11d8eb080bbe2220c', '{"id":"cust_0pgl41pdlbj000cn5pjlmbev","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 40, 1795854795910874, 'customer', 'created', 'cust_0pgl41pdlrd000etdf4vcu9l', 'R-36', 2264125584608, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '9adf9200413ab5c51dccf30711184ea2', '{"id":"cust_0pgl41pdlrd000etdf4vcu9l","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 41, 1795854795912113, 'customer', 'created', 'cust_0pgl41pdmeog009gs2801c5j', 'R-37', 69727892805387, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '69304bb1f8457cff0d7586fa69c0a9a5', '{"id":"cust_0pgl41pdmeog009gs2801c5j","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 42, 1795854795913334, 'customer', 'created', 'cust_0pgl41pdn1r000a4d5bdnba4', 'R-38', 211268350305359, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '90ae481d68aa64572fac5e3547094af5', '{"id":"cust_0pgl41pdn1r000a4d5bdnba4","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 43, 1795854795916411, 'customer', 'created', 'cust_0pgl41pdohtg008jsv7ic2gk', 'R-39', 154312687983027, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '9211f38df49eb8c8a5d542375377c23a', '{"id":"cust_0pgl41pdohtg008jsv7ic2gk","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 44, 1795854795917301, 'customer', 'deleted', 'cust_0pgl41pd9kv000cm7opqphp2', 'R-7', 123996748278151, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '7a243a0f9df4c96c3142a2d325aa9844', '{"id":"cust_0pgl41pd9kv000cm7opqphp2","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 45, 1795854795920768, 'customer', 'updated', 'cust_0pgl41pd9sug00ac2pa4sd4k', 'R-8', 68249296910617, 'name,domain', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'ce67f7e50d4a9a9fdd5f7c6df03252b5', '{"id":"cust_0pgl41pd9sug00ac2pa4sd4k","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 46, 1795854795952813, 'customer', 'created', 'cust_0pgl41peaamg008g0mhtc19e', 'CUST-ACME-001', 276749956811599, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '2dec92c366d383ef75addc3742d5a7fa', '{"id":"cust_0pgl41peaamg008g0mhtc19e","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 47, 1795854795955916, 'location', 'created', 'loc_0pgl41pebr6000ffpgg0gq6h', 'LOC-CHI-001', 91704869031412, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '3535da7bf180b4b4749c520a1a32fbf3', '{"id":"loc_0pgl41pebr6000ffpgg0gq6h","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 48, 1795854795959426, 'carrier', 'created', 'carrier_0pgl41pedi1000dsa45el84p', 'CARR-SWIFT-001', 169932701987561, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', 'bfc42eb2052dceab96ccc5ab30e2230e', '{"id":"carrier_0pgl41pedi1000dsa45el84p","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgl41pedi1000logevnj3r9","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (2, 49, 1795854795965062, 'load', 'created', 'load_0pgl41pega3000btno5mp9gp', 'LOAD-2026-0001', 108942448429179, '', 'key_0pgl41pcp6ag00ccbjevb60u', '', '50fec80c768ff6f93e3a3c25921bf5eb', '{"id":"load_0pgl41pega3000btno5mp9gp","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgl41peaamg008g0mhtc19e","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgl41pedi1000dsa45el84p","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgl41pega3000jpjhm8vn5d","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgl41pega3000vfp3ir1ft3","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.events VALUES (1, 3, 1795854795971862, 'customer', 'created', 'cust_0pgl41pejkb000bmmbdov52m', 'R-1', 88037322377049, '', 'key_0pgl41pcj4f000d75nc2n8h8', '', '5785459b4287c220dfbd1f5ffaa5ec4e', '{"id":"cust_0pgl41pejkb000bmmbdov52m","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-28T08:33:15Z","updated_at":"2026-11-28T08:33:15Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-28 08:33:15.708138');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-28 08:33:15.711761');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-28 08:33:15.728233');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-28 08:33:15.731176');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-28 08:33:15.733684');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-28 08:33:15.734231');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-28 08:33:15.736137');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-28 08:33:15.737923');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-28 08:33:15.73878');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-28 08:33:15.739719');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-28 08:33:15.749769');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-28 08:33:15.751184');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-28 08:33:15.761094');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-28 08:33:15.764754');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-28 08:33:15.768104');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-28 08:33:15.776691');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-28 08:33:15.777283');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-28 08:33:15.780135');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-28 08:33:15.784013');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-28 08:33:15.793347');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-28 08:33:15.800354');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-28 08:33:15.802822');
INSERT INTO public.goose_db_version VALUES (23, 22, true, '2026-11-28 08:33:15.80337');
INSERT INTO public.goose_db_version VALUES (24, 23, true, '2026-11-28 08:33:15.807582');
INSERT INTO public.goose_db_version VALUES (25, 24, true, '2026-11-28 08:33:15.812979');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgl41pega3000btno5mp9gp', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgl41pega3000btno5mp9gp', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgl41pega3000btno5mp9gp', 0, 'stop_0pgl41pega3000jpjhm8vn5d', 1, 'PICKUP', 'loc_0pgl41pebr6000ffpgg0gq6h', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgl41pega3000btno5mp9gp', 1, 'stop_0pgl41pega3000vfp3ir1ft3', 2, 'DELIVERY', 'loc_0pgl41pebr6000ffpgg0gq6h', 1770019200000000, 1770048000000000);
INSERT INTO public.load_weeks VALUES (2, 1769644800000000, 'ACTIVE', 'DRY_VAN', 0, 1, 'load_0pgl41pega3000btno5mp9gp', 'load_0pgl41pega3000btno5mp9gp', 1795854795965062, 1795854795965062);
INSERT INTO public.loads VALUES (2, 'load_0pgl41pega3000btno5mp9gp', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgl41peaamg008g0mhtc19e', 'carrier_0pgl41pedi1000dsa45el84p', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795854795965062, 1795854795965062, 108942448429179);
INSERT INTO public.locations VALUES (2, 'loc_0pgl41pebr6000ffpgg0gq6h', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795854795955916, 1795854795955916, 91704869031412);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgl41peaamg008g0mhtc19e', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgl41peaamg008g0mhtc19e', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgl41pebr6000ffpgg0gq6h', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgl41pebr6000ffpgg0gq6h', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgl41pedi1000dsa45el84p', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgl41pedi1000dsa45el84p', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgl41pega3000btno5mp9gp', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgl41pega3000btno5mp9gp', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795854795839774, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795854795852181, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 55, 20, 66411080462096, 66411080462096);
INSERT INTO public.row_counts VALUES (2, 'customers', 54, 20, 61504453899362, 122884686518403);
INSERT INTO public.row_counts VALUES (2, 'locations', 54, 1, 179640432435275, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 54, 1, 179640432435275, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 54, 1, 25123350164592, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 54, 1, 28902674782159, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 54, 1, 28902674782159, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 54, 1, 28902674782159, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 54, 1, 279349519499581, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 25, true);
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
ALTER TABLE ONLY public.carriers
    ADD CONSTRAINT carriers_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.contact_changes
    ADD CONSTRAINT contact_changes_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
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
ALTER TABLE ONLY public.loads
    ADD CONSTRAINT loads_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.locations
    ADD CONSTRAINT locations_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.metadata
    ADD CONSTRAINT metadata_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.replicas
    ADD CONSTRAINT replicas_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.row_counts
    ADD CONSTRAINT row_counts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
