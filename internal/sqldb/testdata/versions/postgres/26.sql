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
CREATE VIEW public.load_locations AS
 SELECT s.organization_id,
    s.location_id,
    1 AS uses,
        CASE
            WHEN (l.status <> ALL (ARRAY['COMPLETED'::text, 'CANCELLED'::text, 'TENDER_REJECTED'::text, 'INACTIVE'::text])) THEN 1
            ELSE 0
        END AS active_uses
   FROM (public.load_stops s
     LEFT JOIN public.loads l ON (((l.organization_id = s.organization_id) AND (l.id = s.load_id))));
CREATE TABLE public.load_rates (
    organization_id bigint NOT NULL,
    load_id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    rate_entity text NOT NULL COLLATE pg_catalog."C",
    amount double precision NOT NULL
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
INSERT INTO public.api_keys VALUES (2, 'key_0pgm665o3jc000gamrl0ssn3', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795928104639704, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgm665ntpjg00e2g2bks2k9', 'first', '\x535736ea6e2526850d3ddf676e3ce09296bf97ac2556e30917c8f65b0f30c497', '*', 1795928104627815, NULL, NULL, NULL, NULL, NULL, 1795928100000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgm665o3jc000b3bsh6vj82', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795928104639704, NULL, NULL, NULL, NULL, NULL, 1795928100000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgm665omleg00eci2kln91i', 0, 'contact_0pgm665omleg00nru72cacnj', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgm665omleg00eci2kln91i', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795928104678749, 1795928104678749, 147394202195292);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o5t6000br1trn6itq', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795928104644428, 1795928104644428, 21058099320148);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o70gg00cujibksse0', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795928104646689, 1795928104646689, 127835712133634);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o7d2000chp92go961', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795928104647492, 1795928104647492, 145835400032219);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o7ong009nen7tfgkr', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795928104648239, 1795928104648239, 11521312606972);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o82jg00blec9f15od', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795928104648871, 1795928104648871, 193432161504236);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o8cug00ah4nb75b6r', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795928104649533, 1795928104649533, 99217617824123);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o8nr00098958n70t1', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795928104650230, 1795928104650230, 55768417834080);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o9jhg009n0d35hie2', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795928104652003, 1795928104652003, 187162711876482);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o9rg000cpdp11gnas', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795928104652512, 1795928104652512, 22699139444229);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oa5100084thrv8alm', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795928104653122, 1795928104653122, 247882816014614);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oadng009psfte6082', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795928104653679, 1795928104653679, 152158808404281);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oalj000fh760sikeb', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795928104654182, 1795928104654182, 218309784275666);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oatqg008p07mqiikm', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795928104654709, 1795928104654709, 37602501528987);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ob5tg00epel93mbu6', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795928104655227, 1795928104655227, 82994919230880);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665obfig00cc7g97154b', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795928104655845, 1795928104655845, 112026332248128);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oboqg00bskpjfl9cc', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795928104656437, 1795928104656437, 15677009533605);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oc2eg009u5maimpa1', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795928104657053, 1795928104657053, 176756882139407);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ocbng00dvi6c18a4q', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795928104657647, 1795928104657647, 242780049132348);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ockag00972bibud7m', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795928104658197, 1795928104658197, 50914313836743);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665octrg00b4764jr7ta', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795928104658807, 1795928104658807, 33268131852587);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665od6e0008kpl82bvun', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795928104659356, 1795928104659356, 70667800087953);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665odebg0088i4i78eup', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795928104659863, 1795928104659863, 155878338380204);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665odmqg00ajh081fh9f', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795928104660405, 1795928104660405, 206203323897933);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665odtug00ce79gm0d6e', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795928104660861, 1795928104660861, 143194960292462);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oe7h000f6ujb91vi5', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795928104661474, 1795928104661474, 163883016906138);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oegv000988ulrc3sb', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795928104662078, 1795928104662078, 7666448005376);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oeomg00d0trh4bqeu', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795928104662573, 1795928104662573, 178141147098399);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665of02g008jenvosija', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795928104663045, 1795928104663045, 252844863825310);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665of8vg00djip1sq3md', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795928104663615, 1795928104663615, 160712159396605);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ofgs000ei7unubkml', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795928104664120, 1795928104664120, 218686179000498);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ofobg00880n7b8n1a', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795928104664599, 1795928104664599, 233156662208820);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ofvkg009okd79onm5', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795928104665065, 1795928104665065, 195460723827803);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ogh3g00ak97343ntm', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795928104666183, 1795928104666183, 200676087076045);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ogr00008jbudusfh0', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795928104666816, 1795928104666816, 210188584101578);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ohe6g00edejrd66qo', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795928104668045, 1795928104668045, 269369872896880);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ohnbg00b1p9rnbl9k', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795928104668631, 1795928104668631, 237651616419053);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oi1s00088ppmt2m7a', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795928104669304, 1795928104669304, 85457656705305);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665oibeg00aj3711d2tc', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795928104669917, 1795928104669917, 233288875253214);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665o99tg008ufd1df0u3', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795928104651387, 1795928104672403, 75275604787171);
INSERT INTO public.customers VALUES (2, 'cust_0pgm665ok9fg00crlcrhb9du', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795928104673887, 1795928104673887, 73120299783187);
INSERT INTO public.customers VALUES (1, 'cust_0pgm665oqmc000fmdkmsd9n8', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795928104687000, 1795928104687000, 253949848429640);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795928104627815, 'organization', 'created', '1', '1', 1795928104627815, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795928104627815, 'key', 'created', 'key_0pgm665ntpjg00e2g2bks2k9', 'key_0pgm665ntpjg00e2g2bks2k9', 1795928104627815, '', '', 'root', '', '{"id":"key_0pgm665ntpjg00e2g2bks2k9","name":"first","scopes":["*"],"created_at":"2026-11-29T04:55:04Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795928104639704, 'organization', 'created', '2', '2', 1795928104639704, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795928104639704, 'key', 'created', 'key_0pgm665o3jc000b3bsh6vj82', 'key_0pgm665o3jc000b3bsh6vj82', 1795928104639704, '', '', 'root', '', '{"id":"key_0pgm665o3jc000b3bsh6vj82","name":"","scopes":["*"],"created_at":"2026-11-29T04:55:04Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795928104639704, 'key', 'created', 'key_0pgm665o3jc000gamrl0ssn3', 'key_0pgm665o3jc000gamrl0ssn3', 1795928104639704, '', '', 'root', '', '{"id":"key_0pgm665o3jc000gamrl0ssn3","name":"reader","scopes":["read:customers"],"created_at":"2026-11-29T04:55:04Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795928104644428, 'customer', 'created', 'cust_0pgm665o5t6000br1trn6itq', 'R-0', 21058099320148, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '30e06fc7dc10d0a50e92a9bf61b71c1f', '{"id":"cust_0pgm665o5t6000br1trn6itq","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 5, 1795928104646689, 'customer', 'created', 'cust_0pgm665o70gg00cujibksse0', 'R-1', 127835712133634, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '921d5ec177c8ad758bbdf652ef5c6f33', '{"id":"cust_0pgm665o70gg00cujibksse0","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 6, 1795928104647492, 'customer', 'created', 'cust_0pgm665o7d2000chp92go961', 'R-2', 145835400032219, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '702084fd181eb692540233171ec62292', '{"id":"cust_0pgm665o7d2000chp92go961","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 7, 1795928104648239, 'customer', 'created', 'cust_0pgm665o7ong009nen7tfgkr', 'R-3', 11521312606972, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '1562126dfbd88e7eae822b5e19924449', '{"id":"cust_0pgm665o7ong009nen7tfgkr","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 8, 1795928104648871, 'customer', 'created', 'cust_0pgm665o82jg00blec9f15od', 'R-4', 193432161504236, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '4cd2e78766175d088b3c22123b48195c', '{"id":"cust_0pgm665o82jg00blec9f15od","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 9, 1795928104649533, 'customer', 'created', 'cust_0pgm665o8cug00ah4nb75b6r', 'R-5', 99217617824123, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '0f0cff41b0b572de6bf7de572d360d94', '{"id":"cust_0pgm665o8cug00ah4nb75b6r","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 10, 1795928104650230, 'customer', 'created', 'cust_0pgm665o8nr00098958n70t1', 'R-6', 55768417834080, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '7466327a9152f1973fc87aa12ce9fd9b', '{"id":"cust_0pgm665o8nr00098958n70t1","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 11, 1795928104650789, 'customer', 'created', 'cust_0pgm665o90ig00domh1jbfps', 'R-7', 208072522370442, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '23926fc3dacf9bf61e9500b50446d012', '{"id":"cust_0pgm665o90ig00domh1jbfps","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 12, 1795928104651387, 'customer', 'created', 'cust_0pgm665o99tg008ufd1df0u3', 'R-8', 75275604787170, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '49c98fe9c71922386724c47c1fc323d8', '{"id":"cust_0pgm665o99tg008ufd1df0u3","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 13, 1795928104652003, 'customer', 'created', 'cust_0pgm665o9jhg009n0d35hie2', 'R-9', 187162711876482, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '40ea80ad555c89fdba8360ecaa7aebc6', '{"id":"cust_0pgm665o9jhg009n0d35hie2","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 14, 1795928104652512, 'customer', 'created', 'cust_0pgm665o9rg000cpdp11gnas', 'R-10', 22699139444229, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '997a5a919db13d9e8a248d79117940d5', '{"id":"cust_0pgm665o9rg000cpdp11gnas","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 15, 1795928104653122, 'customer', 'created', 'cust_0pgm665oa5100084thrv8alm', 'R-11', 247882816014614, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '1079bb80c04245cfe289ff8ac67c6fc5', '{"id":"cust_0pgm665oa5100084thrv8alm","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 16, 1795928104653679, 'customer', 'created', 'cust_0pgm665oadng009psfte6082', 'R-12', 152158808404281, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'b0e8d9f6613e015146d01b3d0cb09d12', '{"id":"cust_0pgm665oadng009psfte6082","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 17, 1795928104654182, 'customer', 'created', 'cust_0pgm665oalj000fh760sikeb', 'R-13', 218309784275666, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '9f3c3e4348d4566843341f098ce2f0a4', '{"id":"cust_0pgm665oalj000fh760sikeb","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 18, 1795928104654709, 'customer', 'created', 'cust_0pgm665oatqg008p07mqiikm', 'R-14', 37602501528987, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '4911220f07a7eb008bbb8edd0143d348', '{"id":"cust_0pgm665oatqg008p07mqiikm","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 19, 1795928104655227, 'customer', 'created', 'cust_0pgm665ob5tg00epel93mbu6', 'R-15', 82994919230880, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '95368c0b8a15115e7403d421714284d5', '{"id":"cust_0pgm665ob5tg00epel93mbu6","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 20, 1795928104655845, 'customer', 'created', 'cust_0pgm665obfig00cc7g97154b', 'R-16', 112026332248128, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'df1e4ba9a26a69e95582535541bced5e', '{"id":"cust_0pgm665obfig00cc7g97154b","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 21, 1795928104656437, 'customer', 'created', 'cust_0pgm665oboqg00bskpjfl9cc', 'R-17', 15677009533605, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '44871f70b32013363fb89916d8cb2e7b', '{"id":"cust_0pgm665oboqg00bskpjfl9cc","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 22, 1795928104657053, 'customer', 'created', 'cust_0pgm665oc2eg009u5maimpa1', 'R-18', 176756882139407, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'b8489bbafb031474dd75a2ab9acbbb4f', '{"id":"cust_0pgm665oc2eg009u5maimpa1","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 23, 1795928104657647, 'customer', 'created', 'cust_0pgm665ocbng00dvi6c18a4q', 'R-19', 242780049132348, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'cc54426b21063e21a9c1368ae6d75027', '{"id":"cust_0pgm665ocbng00dvi6c18a4q","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 24, 1795928104658197, 'customer', 'created', 'cust_0pgm665ockag00972bibud7m', 'R-20', 50914313836743, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '086db027468111e0a203314be278318b', '{"id":"cust_0pgm665ockag00972bibud7m","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 25, 1795928104658807, 'customer', 'created', 'cust_0pgm665octrg00b4764jr7ta', 'R-21', 33268131852587, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '26d0a14e083dc622daaeff2ebc731079', '{"id":"cust_0pgm665octrg00b4764jr7ta","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 26, 1795928104659356, 'customer', 'created', 'cust_0pgm665od6e0008kpl82bvun', 'R-22', 70667800087953, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'a553d72eced0e55b9fb52f864e45d34d', '{"id":"cust_0pgm665od6e0008kpl82bvun","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 27, 1795928104659863, 'customer', 'created', 'cust_0pgm665odebg0088i4i78eup', 'R-23', 155878338380204, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'eee0f5e8b5cffeadaec89208797eaaeb', '{"id":"cust_0pgm665odebg0088i4i78eup","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 28, 1795928104660405, 'customer', 'created', 'cust_0pgm665odmqg00ajh081fh9f', 'R-24', 206203323897933, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'e4fcb122b121c12dce088c5c6c960e11', '{"id":"cust_0pgm665odmqg00ajh081fh9f","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 29, 1795928104660861, 'customer', 'created', 'cust_0pgm665odtug00ce79gm0d6e', 'R-25', 143194960292462, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'ea5383250e47d303e1c7b459d252d572', '{"id":"cust_0pgm665odtug00ce79gm0d6e","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 30, 1795928104661474, 'customer', 'created', 'cust_0pgm665oe7h000f6ujb91vi5', 'R-26', 163883016906138, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'ed60135a6b933a2c9ce6c412c322b492', '{"id":"cust_0pgm665oe7h000f6ujb91vi5","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 31, 1795928104662078, 'customer', 'created', 'cust_0pgm665oegv000988ulrc3sb', 'R-27', 7666448005376, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '2755b80180e98334819a90c60ae71be0', '{"id":"cust_0pgm665oegv000988ulrc3sb","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 32, 1795928104662573, 'customer', 'created', 'cust_0pgm665oeomg00d0trh4bqeu', 'R-28', 178141147098399, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '69ffea6cf4c699a4dd4627080654d895', '{"id":"cust_0pgm665oeomg00d0trh4bqeu","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 33, 1795928104663045, 'customer', 'created', 'cust_0pgm665of02g008jenvosija', 'R-29', 252844863825310, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '50d5e757a3aa1ee7539b8d2ba909e023', '{"id":"cust_0pgm665of02g008jenvosija","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 34, 1795928104663615, 'customer', 'created', 'cust_0pgm665of8vg00djip1sq3md', 'R-30', 160712159396605, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '909efd5b4949e29d198ed2fa00125a57', '{"id":"cust_0pgm665of8vg00djip1sq3md","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 35, 1795928104664120, 'customer', 'created', 'cust_0pgm665ofgs000ei7unubkml', 'R-31', 218686179000498, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '0ba0e7f7e67b4f172adae0b339c5f946', '{"id":"cust_0pgm665ofgs000ei7unubkml","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 36, 1795928104664599, 'customer', 'created', 'cust_0pgm665ofobg00880n7b8n1a', 'R-32', 233156662208820, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'fa69ce6514a0dc8af00d8af6ec712c21', '{"id":"cust_0pgm665ofobg00880n7b8n1a","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 37, 1795928104665065, 'customer', 'created', 'cust_0pgm665ofvkg009okd79onm5', 'R-33', 195460723827803, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'ae0dd95dfffa426a4706a201918c1166', '{"id":"cust_0pgm665ofvkg009okd79onm5","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 38, 1795928104666183, 'customer', 'created', 'cust_0pgm665ogh3g00ak97343ntm', 'R-34', 200676087076045, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '0800cdb631228090a2de2786deb5a13b', '{"id":"cust_0pgm665ogh3g00ak97343ntm","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 39, 1795928104666816, 'customer', 'created', 'cust_0pgm665ogr00008jbudusfh0', 'R-35', 210188584101578, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '2abe27b3925db0371905d7bf0a6245c5', '{"id":"cust_0pgm665ogr00008jbudusfh0","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 40, 1795928104668045, 'customer', 'created', 'cust_0pgm665ohe6g00edejrd66qo', 'R-36', 269369872896880, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'e139711680eb942fdc5fec299c2915cc', '{"id":"cust_0pgm665ohe6g00edejrd66qo","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 41, 1795928104668631, 'customer', 'created', 'cust_0pgm665ohnbg00b1p9rnbl9k', 'R-37', 237651616419053, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '80daf22c9fd4e47d605d1118305dffff', '{"id":"cust_0pgm665ohnbg00b1p9rnbl9k","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 42, 1795928104669304, 'customer', 'created', 'cust_0pgm665oi1s00088ppmt2m7a', 'R-38', 85457656705305, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '97f29fc9385557aa2c69c2b4e3504e18', '{"id":"cust_0pgm665oi1s00088ppmt2m7a","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 43, 1795928104669917, 'customer', 'created', 'cust_0pgm665oibeg00aj3711d2tc', 'R-39', 233288875253214, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '1bdc0c239e6a28ae58ba90ede4ab9543', '{"id":"cust_0pgm665oibeg00aj3711d2tc","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 44, 1795928104670445, 'customer', 'deleted', 'cust_0pgm665o90ig00domh1jbfps', 'R-7', 208072522370443, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '1e7b323a1631201c9a8a8b868d1f7d11', '{"id":"cust_0pgm665o90ig00domh1jbfps","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 45, 1795928104672403, 'customer', 'updated', 'cust_0pgm665o99tg008ufd1df0u3', 'R-8', 75275604787171, 'name,domain', 'key_0pgm665o3jc000b3bsh6vj82', '', 'a454b91edcb78de45d862227163e3739', '{"id":"cust_0pgm665o99tg008ufd1df0u3","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 46, 1795928104673887, 'customer', 'created', 'cust_0pgm665ok9fg00crlcrhb9du', 'CUST-ACME-001', 73120299783187, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '676bcbd35e0142c145d4373cf2f6eada', '{"id":"cust_0pgm665ok9fg00crlcrhb9du","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 47, 1795928104676195, 'location', 'created', 'loc_0pgm665oldhg00e6fa51p10s', 'LOC-CHI-001', 93036100606294, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '33571ca241275d75f39cfee835d787e3', '{"id":"loc_0pgm665oldhg00e6fa51p10s","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 48, 1795928104678749, 'carrier', 'created', 'carrier_0pgm665omleg00eci2kln91i', 'CARR-SWIFT-001', 147394202195292, '', 'key_0pgm665o3jc000b3bsh6vj82', '', '1907cd97eaa516338ec6d3c1e490f2bf', '{"id":"carrier_0pgm665omleg00eci2kln91i","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgm665omleg00nru72cacnj","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (2, 49, 1795928104681778, 'load', 'created', 'load_0pgm665oo4p000bc3mltrund', 'LOAD-2026-0001', 238265792693050, '', 'key_0pgm665o3jc000b3bsh6vj82', '', 'bba39a072886e458437c92154a8521a4', '{"id":"load_0pgm665oo4p000bc3mltrund","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgm665ok9fg00crlcrhb9du","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgm665omleg00eci2kln91i","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgm665oo4p000nnocfgid50","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgm665oo4p000qtfge6mltq","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.events VALUES (1, 3, 1795928104687000, 'customer', 'created', 'cust_0pgm665oqmc000fmdkmsd9n8', 'R-1', 253949848429640, '', 'key_0pgm665ntpjg00e2g2bks2k9', '', 'bae3cdfa68b129cb0228b57457653a00', '{"id":"cust_0pgm665oqmc000fmdkmsd9n8","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-29T04:55:04Z","updated_at":"2026-11-29T04:55:04Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-29 04:55:04.499999');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-29 04:55:04.506472');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-29 04:55:04.512032');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-29 04:55:04.514852');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-29 04:55:04.517574');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-29 04:55:04.5181');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-29 04:55:04.521821');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-29 04:55:04.523596');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-29 04:55:04.524223');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-29 04:55:04.524984');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-29 04:55:04.534771');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-29 04:55:04.536099');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-29 04:55:04.546244');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-29 04:55:04.548523');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-29 04:55:04.551054');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-29 04:55:04.562229');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-29 04:55:04.562532');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-29 04:55:04.565683');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-29 04:55:04.570337');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-29 04:55:04.582614');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-29 04:55:04.591893');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-29 04:55:04.595039');
INSERT INTO public.goose_db_version VALUES (23, 22, true, '2026-11-29 04:55:04.59729');
INSERT INTO public.goose_db_version VALUES (24, 23, true, '2026-11-29 04:55:04.602266');
INSERT INTO public.goose_db_version VALUES (25, 24, true, '2026-11-29 04:55:04.608565');
INSERT INTO public.goose_db_version VALUES (26, 25, true, '2026-11-29 04:55:04.610354');
INSERT INTO public.goose_db_version VALUES (27, 26, true, '2026-11-29 04:55:04.611045');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgm665oo4p000bc3mltrund', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgm665oo4p000bc3mltrund', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgm665oo4p000bc3mltrund', 0, 'stop_0pgm665oo4p000nnocfgid50', 1, 'PICKUP', 'loc_0pgm665oldhg00e6fa51p10s', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgm665oo4p000bc3mltrund', 1, 'stop_0pgm665oo4p000qtfge6mltq', 2, 'DELIVERY', 'loc_0pgm665oldhg00e6fa51p10s', 1770019200000000, 1770048000000000);
INSERT INTO public.load_weeks VALUES (2, 1769644800000000, 'ACTIVE', 'DRY_VAN', 0, 1, 'load_0pgm665oo4p000bc3mltrund', 'load_0pgm665oo4p000bc3mltrund', 1795928104681778, 1795928104681778);
INSERT INTO public.loads VALUES (2, 'load_0pgm665oo4p000bc3mltrund', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgm665ok9fg00crlcrhb9du', 'carrier_0pgm665omleg00eci2kln91i', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795928104681778, 1795928104681778, 238265792693050);
INSERT INTO public.locations VALUES (2, 'loc_0pgm665oldhg00e6fa51p10s', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795928104676195, 1795928104676195, 93036100606294);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgm665ok9fg00crlcrhb9du', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgm665ok9fg00crlcrhb9du', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgm665oldhg00e6fa51p10s', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgm665oldhg00e6fa51p10s', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgm665omleg00eci2kln91i', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgm665omleg00eci2kln91i', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgm665oo4p000bc3mltrund', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgm665oo4p000bc3mltrund', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795928104627815, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795928104639704, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 38, 20, 34395710690591, 34395710690591);
INSERT INTO public.row_counts VALUES (2, 'customers', 39, 20, 17518810307257, 179274993032111);
INSERT INTO public.row_counts VALUES (2, 'locations', 39, 1, 222127168104168, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 39, 1, 222127168104168, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 39, 1, 74634674063594, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 39, 1, 171831857010281, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 39, 1, 171831857010281, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 39, 1, 171831857010281, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 39, 1, 181354801876535, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 27, true);
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
