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
INSERT INTO public.api_keys VALUES (2, 'key_0pgku0njg5fg00jahc79bg8p', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795841840087391, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgku0njapsg00c6tbjrsq65', 'first', '\xa4aefb4c70fae35c8d4f6abd01ea4d9d5148dbbafaab79d051b35c3a6a9f8938', '*', 1795841840076409, NULL, NULL, NULL, NULL, NULL, 1795841820000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgku0njg5fg00do6a7sme0o', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795841840087391, NULL, NULL, NULL, NULL, NULL, 1795841820000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgku0njtg8000bpuumd0008', 0, 'contact_0pgku0njtg8000lfbvauarai', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgku0njtg8000bpuumd0008', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795841840114704, 1795841840114704, 173043207829219);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njhso000db37lvcmu9', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795841840090928, 1795841840090928, 260113097936274);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njiu5000fdag4c3if9', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795841840093066, 1795841840093066, 215170979328187);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njj7p000eie2doggnf', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795841840093682, 1795841840093682, 114699417208843);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njjev000buionv7kbq', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795841840094142, 1795841840094142, 70304146547604);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njjnpg00c5t0j6lpf2', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795841840094707, 1795841840094707, 243627873063269);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njjulg00bk838me6je', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795841840095147, 1795841840095147, 261844896135282);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njk62g00b6pk5he4v9', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795841840095621, 1795841840095621, 85846877657232);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njkomg00e5rjph1c8v', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795841840096813, 1795841840096813, 224258870475981);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njkueg00ajlpo1r4qc', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795841840097181, 1795841840097181, 103278293034687);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njl4eg00e6jlkf7097', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795841840097565, 1795841840097565, 254680456123841);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njl9u0009h0856506r', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795841840097916, 1795841840097916, 118471329696781);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njlf6g00avrvnic0d3', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795841840098253, 1795841840098253, 237500472302214);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njlllg00d327jdvumt', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795841840098667, 1795841840098667, 69699132928071);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njlqr000bd0k85o6oj', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795841840098998, 1795841840098998, 13895410267861);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njm1n000bv1i0e2348', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795841840099438, 1795841840099438, 271989421273813);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njm8lg009vtgr0j4ro', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795841840099883, 1795841840099883, 231220785991789);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njmf5000frholg7pgt', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795841840100298, 1795841840100298, 215720417393495);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njmkog00e5kl14g929', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795841840100657, 1795841840100657, 147338970984762);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njmq1g00am40ccoo55', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795841840100995, 1795841840100995, 10421939996896);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njmvfg00adfc19qfb9', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795841840101343, 1795841840101343, 230154239746739);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njn4mg00eikuoicera', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795841840101677, 1795841840101677, 204058701870548);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njna2g00c4cc5iltd3', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795841840102021, 1795841840102021, 133127197169924);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njnflg00der266f31u', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795841840102379, 1795841840102379, 252656776698111);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njnkgg00b4jpde7o2k', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795841840102689, 1795841840102689, 191965551369818);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njnq0g009r3hqkc8q6', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795841840103041, 1795841840103041, 162542268637287);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njo1mg00cbf97c8iim', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795841840103533, 1795841840103533, 142129990261474);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njo7j0008c6ea8rk38', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795841840103910, 1795841840103910, 115692544972315);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njocmg00e3rep3uns1', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795841840104237, 1795841840104237, 269403520006392);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njoi5g00be2djqihjk', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795841840104587, 1795841840104587, 79187462991974);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njonk0009doicshcsu', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795841840104936, 1795841840104936, 173918439738774);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njot7g008cfv2n41p5', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795841840105295, 1795841840105295, 35676440378317);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njp260008u833if6n8', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795841840105612, 1795841840105612, 13663811696115);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njp82000fkl470c19s', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795841840105988, 1795841840105988, 16934703528018);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njpem0008p544e330l', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795841840106412, 1795841840106412, 61099064861807);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njpk9g00d5rjoqe3rr', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795841840106771, 1795841840106771, 150042706946811);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njpr00008nt5cg2dg6', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795841840107200, 1795841840107200, 67181942233337);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njq0r000dell5ug5d6', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795841840107574, 1795841840107574, 127438502381852);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njq63g0088an4pekfv', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795841840107911, 1795841840107911, 6160502044376);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njkic000fef99v3fm5', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795841840096408, 1795841840110156, 217599702417359);
INSERT INTO public.customers VALUES (2, 'cust_0pgku0njrpd000fbr7c6dntk', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795841840111194, 1795841840111194, 243964161178315);
INSERT INTO public.customers VALUES (1, 'cust_0pgku0nk0ho000fbn0ntr75u', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795841840120944, 1795841840120944, 72000911952255);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795841840076409, 'organization', 'created', '1', '1', 1795841840076409, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795841840076409, 'key', 'created', 'key_0pgku0njapsg00c6tbjrsq65', 'key_0pgku0njapsg00c6tbjrsq65', 1795841840076409, '', '', 'root', '', '{"id":"key_0pgku0njapsg00c6tbjrsq65","name":"first","scopes":["*"],"created_at":"2026-11-28T04:57:20Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795841840087391, 'organization', 'created', '2', '2', 1795841840087391, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795841840087391, 'key', 'created', 'key_0pgku0njg5fg00do6a7sme0o', 'key_0pgku0njg5fg00do6a7sme0o', 1795841840087391, '', '', 'root', '', '{"id":"key_0pgku0njg5fg00do6a7sme0o","name":"","scopes":["*"],"created_at":"2026-11-28T04:57:20Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795841840087391, 'key', 'created', 'key_0pgku0njg5fg00jahc79bg8p', 'key_0pgku0njg5fg00jahc79bg8p', 1795841840087391, '', '', 'root', '', '{"id":"key_0pgku0njg5fg00jahc79bg8p","name":"reader","scopes":["read:customers"],"created_at":"2026-11-28T04:57:20Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795841840090928, 'customer', 'created', 'cust_0pgku0njhso000db37lvcmu9', 'R-0', 260113097936274, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '9949245e30874fabed341ece24fe4e18', '{"id":"cust_0pgku0njhso000db37lvcmu9","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 5, 1795841840093066, 'customer', 'created', 'cust_0pgku0njiu5000fdag4c3if9', 'R-1', 215170979328187, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '9634ab8be9fd93d3b344864c15a8c00a', '{"id":"cust_0pgku0njiu5000fdag4c3if9","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 6, 1795841840093682, 'customer', 'created', 'cust_0pgku0njj7p000eie2doggnf', 'R-2', 114699417208843, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'c9faeb1c8604072e35f300717cb88122', '{"id":"cust_0pgku0njj7p000eie2doggnf","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 7, 1795841840094142, 'customer', 'created', 'cust_0pgku0njjev000buionv7kbq', 'R-3', 70304146547604, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '686fa489800a13699aacc2bbad5c1bbc', '{"id":"cust_0pgku0njjev000buionv7kbq","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 8, 1795841840094707, 'customer', 'created', 'cust_0pgku0njjnpg00c5t0j6lpf2', 'R-4', 243627873063269, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'e3db437cab597cae001a9d9680ae6bfc', '{"id":"cust_0pgku0njjnpg00c5t0j6lpf2","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 9, 1795841840095147, 'customer', 'created', 'cust_0pgku0njjulg00bk838me6je', 'R-5', 261844896135282, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '61fa5e3781a064fd449cd12817d71b62', '{"id":"cust_0pgku0njjulg00bk838me6je","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 10, 1795841840095621, 'customer', 'created', 'cust_0pgku0njk62g00b6pk5he4v9', 'R-6', 85846877657232, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '5f56a575582f6b0d4b3f88d1c97a00dc', '{"id":"cust_0pgku0njk62g00b6pk5he4v9","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 11, 1795841840096010, 'customer', 'created', 'cust_0pgku0njkc50009ru3rgd9pj', 'R-7', 102874183977001, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '0726e1e224a195762ff705ba9f3c71e0', '{"id":"cust_0pgku0njkc50009ru3rgd9pj","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 12, 1795841840096408, 'customer', 'created', 'cust_0pgku0njkic000fef99v3fm5', 'R-8', 217599702417358, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '3429d98bf6c374c2f022127a6a73acf2', '{"id":"cust_0pgku0njkic000fef99v3fm5","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 13, 1795841840096813, 'customer', 'created', 'cust_0pgku0njkomg00e5rjph1c8v', 'R-9', 224258870475981, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '31ba665e59c7861afc7cbcf66dcd661b', '{"id":"cust_0pgku0njkomg00e5rjph1c8v","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 14, 1795841840097181, 'customer', 'created', 'cust_0pgku0njkueg00ajlpo1r4qc', 'R-10', 103278293034687, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '18210e3b571d45b5df7a2d92f0ae495e', '{"id":"cust_0pgku0njkueg00ajlpo1r4qc","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 15, 1795841840097565, 'customer', 'created', 'cust_0pgku0njl4eg00e6jlkf7097', 'R-11', 254680456123841, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '0811a3a9ab891b895f0edbfa5467ea94', '{"id":"cust_0pgku0njl4eg00e6jlkf7097","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 16, 1795841840097916, 'customer', 'created', 'cust_0pgku0njl9u0009h0856506r', 'R-12', 118471329696781, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'da509db5f91b1154e7470dc13a326292', '{"id":"cust_0pgku0njl9u0009h0856506r","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 17, 1795841840098253, 'customer', 'created', 'cust_0pgku0njlf6g00avrvnic0d3', 'R-13', 237500472302214, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '1d70aa5f256573b3afd0b58e16ae43c0', '{"id":"cust_0pgku0njlf6g00avrvnic0d3","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 18, 1795841840098667, 'customer', 'created', 'cust_0pgku0njlllg00d327jdvumt', 'R-14', 69699132928071, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '5f5597a91104714d237064abfaa4fac4', '{"id":"cust_0pgku0njlllg00d327jdvumt","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 19, 1795841840098998, 'customer', 'created', 'cust_0pgku0njlqr000bd0k85o6oj', 'R-15', 13895410267861, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '84f164f3ce3b52f87b61c2d1e0555c26', '{"id":"cust_0pgku0njlqr000bd0k85o6oj","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 20, 1795841840099438, 'customer', 'created', 'cust_0pgku0njm1n000bv1i0e2348', 'R-16', 271989421273813, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '97d1f4a6c5f4071dace516599a9053a8', '{"id":"cust_0pgku0njm1n000bv1i0e2348","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 21, 1795841840099883, 'customer', 'created', 'cust_0pgku0njm8lg009vtgr0j4ro', 'R-17', 231220785991789, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '2cc7e3e1e7869cc756d354376db4c9be', '{"id":"cust_0pgku0njm8lg009vtgr0j4ro","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 22, 1795841840100298, 'customer', 'created', 'cust_0pgku0njmf5000frholg7pgt', 'R-18', 215720417393495, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '1dd48f74861d5c8343e410326810e3e0', '{"id":"cust_0pgku0njmf5000frholg7pgt","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 23, 1795841840100657, 'customer', 'created', 'cust_0pgku0njmkog00e5kl14g929', 'R-19', 147338970984762, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'b8d020c5f5f2906ac4a0620f3dc5a153', '{"id":"cust_0pgku0njmkog00e5kl14g929","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 24, 1795841840100995, 'customer', 'created', 'cust_0pgku0njmq1g00am40ccoo55', 'R-20', 10421939996896, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '275b65b39c858e77234359656a18b5fd', '{"id":"cust_0pgku0njmq1g00am40ccoo55","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 25, 1795841840101343, 'customer', 'created', 'cust_0pgku0njmvfg00adfc19qfb9', 'R-21', 230154239746739, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '3396690a3a892d8648cf0fac9285686d', '{"id":"cust_0pgku0njmvfg00adfc19qfb9","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 26, 1795841840101677, 'customer', 'created', 'cust_0pgku0njn4mg00eikuoicera', 'R-22', 204058701870548, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'acc4da818ba85d760cd9001108999f74', '{"id":"cust_0pgku0njn4mg00eikuoicera","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 27, 1795841840102021, 'customer', 'created', 'cust_0pgku0njna2g00c4cc5iltd3', 'R-23', 133127197169924, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '507569175952e1011bcf22148baf9014', '{"id":"cust_0pgku0njna2g00c4cc5iltd3","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 28, 1795841840102379, 'customer', 'created', 'cust_0pgku0njnflg00der266f31u', 'R-24', 252656776698111, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '79ec7e7eb00b46fc7aedf749e412e0b1', '{"id":"cust_0pgku0njnflg00der266f31u","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 29, 1795841840102689, 'customer', 'created', 'cust_0pgku0njnkgg00b4jpde7o2k', 'R-25', 191965551369818, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '6f9bca4d2b94ad61c68b71f5392aa0cf', '{"id":"cust_0pgku0njnkgg00b4jpde7o2k","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 30, 1795841840103041, 'customer', 'created', 'cust_0pgku0njnq0g009r3hqkc8q6', 'R-26', 162542268637287, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'cad0253c60f36918b4aa82a271f3bda2', '{"id":"cust_0pgku0njnq0g009r3hqkc8q6","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 31, 1795841840103533, 'customer', 'created', 'cust_0pgku0njo1mg00cbf97c8iim', 'R-27', 142129990261474, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'cbd2e784e0a97b25fb22c3acec4b8574', '{"id":"cust_0pgku0njo1mg00cbf97c8iim","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 32, 1795841840103910, 'customer', 'created', 'cust_0pgku0njo7j0008c6ea8rk38', 'R-28', 115692544972315, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'ce03bd39d99786f6931822611c91f25e', '{"id":"cust_0pgku0njo7j0008c6ea8rk38","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 33, 1795841840104237, 'customer', 'created', 'cust_0pgku0njocmg00e3rep3uns1', 'R-29', 269403520006392, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'a6a6bc47af1bb263d48ac5757661f4e8', '{"id":"cust_0pgku0njocmg00e3rep3uns1","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 34, 1795841840104587, 'customer', 'created', 'cust_0pgku0njoi5g00be2djqihjk', 'R-30', 79187462991974, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'fe83301994b1d42e0feceb458a97a376', '{"id":"cust_0pgku0njoi5g00be2djqihjk","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 35, 1795841840104936, 'customer', 'created', 'cust_0pgku0njonk0009doicshcsu', 'R-31', 173918439738774, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '1b48bb93cf9573bf5e794c76af76c53e', '{"id":"cust_0pgku0njonk0009doicshcsu","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 36, 1795841840105295, 'customer', 'created', 'cust_0pgku0njot7g008cfv2n41p5', 'R-32', 35676440378317, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'eeae39a9ec414e8fff7dc3d8347d1847', '{"id":"cust_0pgku0njot7g008cfv2n41p5","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 37, 1795841840105612, 'customer', 'created', 'cust_0pgku0njp260008u833if6n8', 'R-33', 13663811696115, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'e252a5a1c57b14597a1552b0ffbb9056', '{"id":"cust_0pgku0njp260008u833if6n8","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 38, 1795841840105988, 'customer', 'created', 'cust_0pgku0njp82000fkl470c19s', 'R-34', 16934703528018, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '9239f6ac9d8e0e22de990c1f6648ed2c', '{"id":"cust_0pgku0njp82000fkl470c19s","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 39, 1795841840106412, 'customer', 'created', 'cust_0pgku0njpem0008p544e330l', 'R-35', 61099064861807, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '18bd364bf8dc552dc59181322222b960', '{"id":"cust_0pgku0njpem0008p544e330l","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 40, 1795841840106771, 'customer', 'created', 'cust_0pgku0njpk9g00d5rjoqe3rr', 'R-36', 150042706946811, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '0ed4f38a61e62c73014daff248c5416b', '{"id":"cust_0pgku0njpk9g00d5rjoqe3rr","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 41, 1795841840107200, 'customer', 'created', 'cust_0pgku0njpr00008nt5cg2dg6', 'R-37', 67181942233337, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '83a28dfbc7a2cb8556801efd1549fa86', '{"id":"cust_0pgku0njpr00008nt5cg2dg6","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 42, 1795841840107574, 'customer', 'created', 'cust_0pgku0njq0r000dell5ug5d6', 'R-38', 127438502381852, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '31281ce0e3058eb5097ec15af1a2869b', '{"id":"cust_0pgku0njq0r000dell5ug5d6","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 43, 1795841840107911, 'customer', 'created', 'cust_0pgku0njq63g0088an4pekfv', 'R-39', 6160502044376, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'fb518dff2b9fa67d191df20976c1ee09', '{"id":"cust_0pgku0njq63g0088an4pekfv","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 44, 1795841840108271, 'customer', 'deleted', 'cust_0pgku0njkc50009ru3rgd9pj', 'R-7', 102874183977002, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'c0cc1aef5487d01d6b387dac93e1acf5', '{"id":"cust_0pgku0njkc50009ru3rgd9pj","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 45, 1795841840110156, 'customer', 'updated', 'cust_0pgku0njkic000fef99v3fm5', 'R-8', 217599702417359, 'name,domain', 'key_0pgku0njg5fg00do6a7sme0o', '', 'e1f9ceffd7e02a36afc8c07c49cf003a', '{"id":"cust_0pgku0njkic000fef99v3fm5","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 46, 1795841840111194, 'customer', 'created', 'cust_0pgku0njrpd000fbr7c6dntk', 'CUST-ACME-001', 243964161178315, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'daa7ed28b56e4e2168349fba03561d6d', '{"id":"cust_0pgku0njrpd000fbr7c6dntk","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 47, 1795841840112527, 'location', 'created', 'loc_0pgku0njse7g00cb31vkvavf', 'LOC-CHI-001', 176572853886165, '', 'key_0pgku0njg5fg00do6a7sme0o', '', 'e6406e6a24d09dc20ab338e9c523989f', '{"id":"loc_0pgku0njse7g00cb31vkvavf","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 48, 1795841840114704, 'carrier', 'created', 'carrier_0pgku0njtg8000bpuumd0008', 'CARR-SWIFT-001', 173043207829219, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '8af881466865089127199748cd5c89ad', '{"id":"carrier_0pgku0njtg8000bpuumd0008","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgku0njtg8000lfbvauarai","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (2, 49, 1795841840117019, 'load', 'created', 'load_0pgku0njukdg00c4lvvqlk3a', 'LOAD-2026-0001', 269416503571125, '', 'key_0pgku0njg5fg00do6a7sme0o', '', '1f5f629c6891983fdc98e36e1789aff9', '{"id":"load_0pgku0njukdg00c4lvvqlk3a","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgku0njrpd000fbr7c6dntk","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgku0njtg8000bpuumd0008","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgku0njukdg00g62g0qgsb9","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgku0njukdg00rvdh1a7gdb","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.events VALUES (1, 3, 1795841840120944, 'customer', 'created', 'cust_0pgku0nk0ho000fbn0ntr75u', 'R-1', 72000911952255, '', 'key_0pgku0njapsg00c6tbjrsq65', '', 'ed7a81c268d9443859c059125dd55d0b', '{"id":"cust_0pgku0nk0ho000fbn0ntr75u","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-28T04:57:20Z","updated_at":"2026-11-28T04:57:20Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-28 04:57:19.894359');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-28 04:57:19.902989');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-28 04:57:19.909102');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-28 04:57:19.923708');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-28 04:57:19.928016');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-28 04:57:19.928927');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-28 04:57:19.934881');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-28 04:57:19.937378');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-28 04:57:19.938023');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-28 04:57:19.938731');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-28 04:57:19.954161');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-28 04:57:19.955967');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-28 04:57:20.005305');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-28 04:57:20.008347');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-28 04:57:20.011305');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-28 04:57:20.020175');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-28 04:57:20.020777');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-28 04:57:20.023545');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-28 04:57:20.028684');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-28 04:57:20.037702');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-28 04:57:20.045532');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-28 04:57:20.048427');
INSERT INTO public.goose_db_version VALUES (23, 22, true, '2026-11-28 04:57:20.049073');
INSERT INTO public.goose_db_version VALUES (24, 23, true, '2026-11-28 04:57:20.053636');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgku0njukdg00c4lvvqlk3a', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgku0njukdg00c4lvvqlk3a', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgku0njukdg00c4lvvqlk3a', 0, 'stop_0pgku0njukdg00g62g0qgsb9', 1, 'PICKUP', 'loc_0pgku0njse7g00cb31vkvavf', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgku0njukdg00c4lvvqlk3a', 1, 'stop_0pgku0njukdg00rvdh1a7gdb', 2, 'DELIVERY', 'loc_0pgku0njse7g00cb31vkvavf', 1770019200000000, 1770048000000000);
INSERT INTO public.load_weeks VALUES (2, 1769644800000000, 'ACTIVE', 'DRY_VAN', 0, 1, 'load_0pgku0njukdg00c4lvvqlk3a', 'load_0pgku0njukdg00c4lvvqlk3a', 1795841840117019, 1795841840117019);
INSERT INTO public.loads VALUES (2, 'load_0pgku0njukdg00c4lvvqlk3a', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgku0njrpd000fbr7c6dntk', 'carrier_0pgku0njtg8000bpuumd0008', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795841840117019, 1795841840117019, 269416503571125);
INSERT INTO public.locations VALUES (2, 'loc_0pgku0njse7g00cb31vkvavf', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795841840112527, 1795841840112527, 176572853886165);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgku0njrpd000fbr7c6dntk', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgku0njrpd000fbr7c6dntk', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgku0njse7g00cb31vkvavf', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgku0njse7g00cb31vkvavf', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgku0njtg8000bpuumd0008', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgku0njtg8000bpuumd0008', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgku0njukdg00c4lvvqlk3a', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgku0njukdg00c4lvvqlk3a', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795841840076409, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795841840087391, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 49, 20, 193248368963215, 193248368963215);
INSERT INTO public.row_counts VALUES (2, 'customers', 48, 20, 20210787209662, 125439214567297);
INSERT INTO public.row_counts VALUES (2, 'locations', 48, 1, 97613662087849, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 48, 1, 97613662087849, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 48, 1, 100837991145285, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 48, 1, 88168573313852, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 48, 1, 88168573313852, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 48, 1, 88168573313852, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 48, 1, 44261407598023, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 24, true);
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
