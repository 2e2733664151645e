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
INSERT INTO public.api_keys VALUES (2, 'key_0pgkm3modgdg00j5jm25uj0h', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795824859769883, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgkm3mo5og000ctscod47mm', 'first', '\x908a86bb23eb58e640a7211314a725144642fff40f5b0a03889feb09b42eeb09', '*', 1795824859754016, NULL, NULL, NULL, NULL, NULL, 1795824840000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgkm3modgdg009rjcv4ung3', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795824859769883, NULL, NULL, NULL, NULL, NULL, 1795824840000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgkm3mouk60008p4g6ff0cg', 0, 'contact_0pgkm3mouk6000kda4i3s026', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgkm3mouk60008p4g6ff0cg', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795824859804940, 1795824859804940, 159378019882205);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mofj0g00dc8t4nshh0', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795824859774145, 1795824859774145, 162160700932235);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moij1g00d7i961urgb', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795824859780291, 1795824859780291, 164376699185930);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moivjg00866cjmc87c', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795824859781095, 1795824859781095, 240728641744519);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moj92g00db3u56vuu8', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795824859781701, 1795824859781701, 53924778815537);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mojhjg00fio5be4kg6', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795824859782247, 1795824859782247, 191400424307705);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mojqg000d64ji3i0j2', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795824859782816, 1795824859782816, 238113026754368);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mok2ng00edjtn8idan', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795824859783343, 1795824859783343, 49291095600053);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moko3000bm3vn38hb9', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795824859784710, 1795824859784710, 249054546068813);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moku6g008clptm2fds', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795824859785101, 1795824859785101, 18779894520300);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mol59000fpggbfa0ta', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795824859785554, 1795824859785554, 13173236014557);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3molb2g00buibi9gehb', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795824859785925, 1795824859785925, 51373467512492);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moli4g00ems2o28rjc', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795824859786377, 1795824859786377, 148577278116935);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3molnjg00aggsp6qqvs', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795824859786727, 1795824859786727, 56700477721615);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3molu50009c0rllgsat', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795824859787146, 1795824859787146, 138935220168554);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mom6bg009otrsmog0a', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795824859787671, 1795824859787671, 249002458857166);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3momd200091shptd4uf', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795824859788100, 1795824859788100, 128232302198571);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3momis000cseldmdfl5', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795824859788472, 1795824859788472, 175076274989315);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3momov000d545m8n4cp', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795824859788862, 1795824859788862, 88028216523256);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3momuf00094242eecfs', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795824859789214, 1795824859789214, 152173250645203);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mon4k000ftsnp0kbui', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795824859789608, 1795824859789608, 116049577536188);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3monav00093hbgme0h0', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795824859790014, 1795824859790014, 142526889017669);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3monge000emg0u1vc4f', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795824859790364, 1795824859790364, 149675370397455);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3monlug00844f52ncrt', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795824859790717, 1795824859790717, 41602224843019);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mons9000bvggp6vaql', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795824859791122, 1795824859791122, 213346060369801);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moo1og00cj32l3ahi3', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795824859791473, 1795824859791473, 158700038215977);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moo92000eh20p6kcr6', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795824859791940, 1795824859791940, 86185881724985);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moofm0008g9enc2m3c', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795824859792364, 1795824859792364, 178300752705722);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mool9g00ah2gqkj7ud', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795824859792723, 1795824859792723, 231243356957486);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moos2000d214fohfrn', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795824859793156, 1795824859793156, 163945471614124);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mop17g00frk1unua8h', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795824859793487, 1795824859793487, 13899269493754);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mop7l000e7l7s0nfr4', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795824859793898, 1795824859793898, 258294717314992);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mopcp000d5smhdrh3r', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795824859794226, 1795824859794226, 152201859687403);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mopjag00d3fqadq6hh', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795824859794645, 1795824859794645, 35003856453754);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mopp7g009oajf1l955', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795824859795023, 1795824859795023, 251161580579734);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moq0600080od6jh4mh', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795824859795468, 1795824859795468, 246265078881645);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moq6a000c4f973p21s', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795824859795860, 1795824859795860, 104168959295287);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moqdmg00e2be8a88vu', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795824859796333, 1795824859796333, 207367621221430);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3moqjg000e0lnpbi0du', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795824859796704, 1795824859796704, 62357919630779);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mokgd0008flsfhad64', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795824859784218, 1795824859799614, 155826813865540);
INSERT INTO public.customers VALUES (2, 'cust_0pgkm3mosjlg00eakoundn85', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795824859800811, 1795824859800811, 272070794460706);
INSERT INTO public.customers VALUES (1, 'cust_0pgkm3mp1tf000agl4gtpqlv', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795824859811678, 1795824859811678, 118310442190184);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795824859754016, 'organization', 'created', '1', '1', 1795824859754016, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795824859754016, 'key', 'created', 'key_0pgkm3mo5og000ctscod47mm', 'key_0pgkm3mo5og000ctscod47mm', 1795824859754016, '', '', 'root', '', '{"id":"key_0pgkm3mo5og000ctscod47mm","name":"first","scopes":["*"],"created_at":"2026-11-28T00:14:19Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795824859769883, 'organization', 'created', '2', '2', 1795824859769883, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795824859769883, 'key', 'created', 'key_0pgkm3modgdg009rjcv4ung3', 'key_0pgkm3modgdg009rjcv4ung3', 1795824859769883, '', '', 'root', '', '{"id":"key_0pgkm3modgdg009rjcv4ung3","name":"","scopes":["*"],"created_at":"2026-11-28T00:14:19Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795824859769883, 'key', 'created', 'key_0pgkm3modgdg00j5jm25uj0h', 'key_0pgkm3modgdg00j5jm25uj0h', 1795824859769883, '', '', 'root', '', '{"id":"key_0pgkm3modgdg00j5jm25uj0h","name":"reader","scopes":["read:customers"],"created_at":"2026-11-28T00:14:19Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795824859774145, 'customer', 'created', 'cust_0pgkm3mofj0g00dc8t4nshh0', 'R-0', 162160700932235, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'cc04954d1ded0ec715a888cbbc583866', '{"id":"cust_0pgkm3mofj0g00dc8t4nshh0","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 5, 1795824859780291, 'customer', 'created', 'cust_0pgkm3moij1g00d7i961urgb', 'R-1', 164376699185930, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'c863a85d2ee9eedaafb1dfb9b9e3a027', '{"id":"cust_0pgkm3moij1g00d7i961urgb","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 6, 1795824859781095, 'customer', 'created', 'cust_0pgkm3moivjg00866cjmc87c', 'R-2', 240728641744519, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '124e4f28396b016f7bf61e1508441ec3', '{"id":"cust_0pgkm3moivjg00866cjmc87c","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 7, 1795824859781701, 'customer', 'created', 'cust_0pgkm3moj92g00db3u56vuu8', 'R-3', 53924778815537, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'badfe6d855db578d91eef3cc3e3548da', '{"id":"cust_0pgkm3moj92g00db3u56vuu8","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 8, 1795824859782247, 'customer', 'created', 'cust_0pgkm3mojhjg00fio5be4kg6', 'R-4', 191400424307705, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'b75b6e4d06e97506941a9f875e8c52ce', '{"id":"cust_0pgkm3mojhjg00fio5be4kg6","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 9, 1795824859782816, 'customer', 'created', 'cust_0pgkm3mojqg000d64ji3i0j2', 'R-5', 238113026754368, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'eda94ce58e5340144489740b9ec24101', '{"id":"cust_0pgkm3mojqg000d64ji3i0j2","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 10, 1795824859783343, 'customer', 'created', 'cust_0pgkm3mok2ng00edjtn8idan', 'R-6', 49291095600053, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '328f7ac51bed268c9bc1192d1a5f1b74', '{"id":"cust_0pgkm3mok2ng00edjtn8idan","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 11, 1795824859783780, 'customer', 'created', 'cust_0pgkm3mok9i000cah7ficdql', 'R-7', 234131830061413, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'c5e469699bb01e6051baebbbde10342b', '{"id":"cust_0pgkm3mok9i000cah7ficdql","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 12, 1795824859784218, 'customer', 'created', 'cust_0pgkm3mokgd0008flsfhad64', 'R-8', 155826813865539, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '819c36b38b050384a3d6d600b389de1d', '{"id":"cust_0pgkm3mokgd0008flsfhad64","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 13, 1795824859784710, 'customer', 'created', 'cust_0pgkm3moko3000bm3vn38hb9', 'R-9', 249054546068813, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'ea68373ad19fc5eaf12bcf0931d2c7fd', '{"id":"cust_0pgkm3moko3000bm3vn38hb9","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 14, 1795824859785101, 'customer', 'created', 'cust_0pgkm3moku6g008clptm2fds', 'R-10', 18779894520300, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'e8b2a664ebd6eaceb2ce8f219f8108b1', '{"id":"cust_0pgkm3moku6g008clptm2fds","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 15, 1795824859785554, 'customer', 'created', 'cust_0pgkm3mol59000fpggbfa0ta', 'R-11', 13173236014557, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'fa7511f380e723738ccd9af00cc988ce', '{"id":"cust_0pgkm3mol59000fpggbfa0ta","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 16, 1795824859785925, 'customer', 'created', 'cust_0pgkm3molb2g00buibi9gehb', 'R-12', 51373467512492, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'e678dc97573ca98683b451c07583aa1d', '{"id":"cust_0pgkm3molb2g00buibi9gehb","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 17, 1795824859786377, 'customer', 'created', 'cust_0pgkm3moli4g00ems2o28rjc', 'R-13', 148577278116935, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '97ff04d3f011c05f86cd7d682e2cf591', '{"id":"cust_0pgkm3moli4g00ems2o28rjc","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 18, 1795824859786727, 'customer', 'created', 'cust_0pgkm3molnjg00aggsp6qqvs', 'R-14', 56700477721615, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '64c1686667501c91d527dfe900fa7e12', '{"id":"cust_0pgkm3molnjg00aggsp6qqvs","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 19, 1795824859787146, 'customer', 'created', 'cust_0pgkm3molu50009c0rllgsat', 'R-15', 138935220168554, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '60b8de8f3dc9cff34c9bcda55b0c72eb', '{"id":"cust_0pgkm3molu50009c0rllgsat","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 20, 1795824859787671, 'customer', 'created', 'cust_0pgkm3mom6bg009otrsmog0a', 'R-16', 249002458857166, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'cf3412dbdd6c260e9aebb2fdf686cbc2', '{"id":"cust_0pgkm3mom6bg009otrsmog0a","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 21, 1795824859788100, 'customer', 'created', 'cust_0pgkm3momd200091shptd4uf', 'R-17', 128232302198571, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '558ee68c5a905be2b8cb3db27c119884', '{"id":"cust_0pgkm3momd200091shptd4uf","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 22, 1795824859788472, 'customer', 'created', 'cust_0pgkm3momis000cseldmdfl5', 'R-18', 175076274989315, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '75f505ae9ebd8ebe2bc4fcaca88c1e35', '{"id":"cust_0pgkm3momis000cseldmdfl5","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 23, 1795824859788862, 'customer', 'created', 'cust_0pgkm3momov000d545m8n4cp', 'R-19', 88028216523256, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '87da4d48be54a9682d9668927efff99b', '{"id":"cust_0pgkm3momov000d545m8n4cp","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 24, 1795824859789214, 'customer', 'created', 'cust_0pgkm3momuf00094242eecfs', 'R-20', 152173250645203, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'afb20f554d447b86a8ea787eb106eb2c', '{"id":"cust_0pgkm3momuf00094242eecfs","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 25, 1795824859789608, 'customer', 'created', 'cust_0pgkm3mon4k000ftsnp0kbui', 'R-21', 116049577536188, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'fff0ee4e271373e16368f658d5790322', '{"id":"cust_0pgkm3mon4k000ftsnp0kbui","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 26, 1795824859790014, 'customer', 'created', 'cust_0pgkm3monav00093hbgme0h0', 'R-22', 142526889017669, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'b711ef837694c1dcbcc2b409622a6529', '{"id":"cust_0pgkm3monav00093hbgme0h0","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 27, 1795824859790364, 'customer', 'created', 'cust_0pgkm3monge000emg0u1vc4f', 'R-23', 149675370397455, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '25c93d0b7880316dbea962977d040acc', '{"id":"cust_0pgkm3monge000emg0u1vc4f","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 28, 1795824859790717, 'customer', 'created', 'cust_0pgkm3monlug00844f52ncrt', 'R-24', 41602224843019, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'b51e8b39dd271d74577a0c2e9316ff16', '{"id":"cust_0pgkm3monlug00844f52ncrt","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 29, 1795824859791122, 'customer', 'created', 'cust_0pgkm3mons9000bvggp6vaql', 'R-25', 213346060369801, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '3c2130b886df7f23d887adeae4b7c290', '{"id":"cust_0pgkm3mons9000bvggp6vaql","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 30, 1795824859791473, 'customer', 'created', 'cust_0pgkm3moo1og00cj32l3ahi3', 'R-26', 158700038215977, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '9f0c20260be212789a3ff9204dc386f2', '{"id":"cust_0pgkm3moo1og00cj32l3ahi3","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 31, 1795824859791940, 'customer', 'created', 'cust_0pgkm3moo92000eh20p6kcr6', 'R-27', 86185881724985, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '03254dfb8e4d5900712a06f0d258019f', '{"id":"cust_0pgkm3moo92000eh20p6kcr6","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 32, 1795824859792364, 'customer', 'created', 'cust_0pgkm3moofm0008g9enc2m3c', 'R-28', 178300752705722, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'fcf7dae64b33059d4775313ae20ac942', '{"id":"cust_0pgkm3moofm0008g9enc2m3c","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 33, 1795824859792723, 'customer', 'created', 'cust_0pgkm3mool9g00ah2gqkj7ud', 'R-29', 231243356957486, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '979ea853b10a246951fb4762088bf702', '{"id":"cust_0pgkm3mool9g00ah2gqkj7ud","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 34, 1795824859793156, 'customer', 'created', 'cust_0pgkm3moos2000d214fohfrn', 'R-30', 163945471614124, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '85ea57dcfd1c50dd355a899909d88e23', '{"id":"cust_0pgkm3moos2000d214fohfrn","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 35, 1795824859793487, 'customer', 'created', 'cust_0pgkm3mop17g00frk1unua8h', 'R-31', 13899269493754, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '2dd90266fb1fb0c9e2a88c83484aea99', '{"id":"cust_0pgkm3mop17g00frk1unua8h","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 36, 1795824859793898, 'customer', 'created', 'cust_0pgkm3mop7l000e7l7s0nfr4', 'R-32', 258294717314992, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '3611ce59e55240ba286075f4ccb0896c', '{"id":"cust_0pgkm3mop7l000e7l7s0nfr4","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 37, 1795824859794226, 'customer', 'created', 'cust_0pgkm3mopcp000d5smhdrh3r', 'R-33', 152201859687403, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'c312029c0117e97a7cb9f60a7447c708', '{"id":"cust_0pgkm3mopcp000d5smhdrh3r","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 38, 1795824859794645, 'customer', 'created', 'cust_0pgkm3mopjag00d3fqadq6hh', 'R-34', 35003856453754, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '17cdcb98b4d2d20c14536016491eb2a6', '{"id":"cust_0pgkm3mopjag00d3fqadq6hh","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 39, 1795824859795023, 'customer', 'created', 'cust_0pgkm3mopp7g009oajf1l955', 'R-35', 251161580579734, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '18cec32c1695ac0c85d025d616bd1783', '{"id":"cust_0pgkm3mopp7g009oajf1l955","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 40, 1795824859795468, 'customer', 'created', 'cust_0pgkm3moq0600080od6jh4mh', 'R-36', 246265078881645, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '5c4a9f622f6270283793b06c17d277cb', '{"id":"cust_0pgkm3moq0600080od6jh4mh","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 41, 1795824859795860, 'customer', 'created', 'cust_0pgkm3moq6a000c4f973p21s', 'R-37', 104168959295287, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'ec06529ebad0ff7719a9ca08e13de626', '{"id":"cust_0pgkm3moq6a000c4f973p21s","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 42, 1795824859796333, 'customer', 'created', 'cust_0pgkm3moqdmg00e2be8a88vu', 'R-38', 207367621221430, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '171b6c4e207f89af49fa6c37a6db4d62', '{"id":"cust_0pgkm3moqdmg00e2be8a88vu","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 43, 1795824859796704, 'customer', 'created', 'cust_0pgkm3moqjg000e0lnpbi0du', 'R-39', 62357919630779, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '02f2feee1d496d3d7da1670f75bbb768', '{"id":"cust_0pgkm3moqjg000e0lnpbi0du","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 44, 1795824859797189, 'customer', 'deleted', 'cust_0pgkm3mok9i000cah7ficdql', 'R-7', 234131830061414, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '02152f2f4037f7545c3ef09b5dd08773', '{"id":"cust_0pgkm3mok9i000cah7ficdql","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 45, 1795824859799614, 'customer', 'updated', 'cust_0pgkm3mokgd0008flsfhad64', 'R-8', 155826813865540, 'name,domain', 'key_0pgkm3modgdg009rjcv4ung3', '', '4fc3f9565358bb1879bcad982639f443', '{"id":"cust_0pgkm3mokgd0008flsfhad64","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 46, 1795824859800811, 'customer', 'created', 'cust_0pgkm3mosjlg00eakoundn85', 'CUST-ACME-001', 272070794460706, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'd0206fa8d19df60c2def9f5c13c37a32', '{"id":"cust_0pgkm3mosjlg00eakoundn85","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 47, 1795824859802488, 'location', 'created', 'loc_0pgkm3motds000fasr2hfl3e', 'LOC-CHI-001', 240528545044727, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '441dd2b1a7fa814990fa1bd342ca71e1', '{"id":"loc_0pgkm3motds000fasr2hfl3e","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 48, 1795824859804940, 'carrier', 'created', 'carrier_0pgkm3mouk60008p4g6ff0cg', 'CARR-SWIFT-001', 159378019882205, '', 'key_0pgkm3modgdg009rjcv4ung3', '', '3388c82833b0101a724478ab53239d09', '{"id":"carrier_0pgkm3mouk60008p4g6ff0cg","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgkm3mouk6000kda4i3s026","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (2, 49, 1795824859807413, 'load', 'created', 'load_0pgkm3movqqg00dkdnn7mkrj', 'LOAD-2026-0001', 90469076758257, '', 'key_0pgkm3modgdg009rjcv4ung3', '', 'd340cf5a61a4316610fbd5de3101743a', '{"id":"load_0pgkm3movqqg00dkdnn7mkrj","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgkm3mosjlg00eakoundn85","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgkm3mouk60008p4g6ff0cg","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgkm3movqqg00gaefmqcq62","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgkm3movqqg00oql6csncd3","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.events VALUES (1, 3, 1795824859811678, 'customer', 'created', 'cust_0pgkm3mp1tf000agl4gtpqlv', 'R-1', 118310442190184, '', 'key_0pgkm3mo5og000ctscod47mm', '', 'c36e654bd7b7ef0d0d1a375c0100528c', '{"id":"cust_0pgkm3mp1tf000agl4gtpqlv","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-28T00:14:19Z","updated_at":"2026-11-28T00:14:19Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-28 00:14:19.550279');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-28 00:14:19.582374');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-28 00:14:19.589769');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-28 00:14:19.594919');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-28 00:14:19.599872');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-28 00:14:19.606242');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-28 00:14:19.609935');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-28 00:14:19.614443');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-28 00:14:19.61624');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-28 00:14:19.617696');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-28 00:14:19.63937');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-28 00:14:19.656979');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-28 00:14:19.673785');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-28 00:14:19.676845');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-28 00:14:19.679731');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-28 00:14:19.688234');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-28 00:14:19.688846');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-28 00:14:19.691909');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-28 00:14:19.695624');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-28 00:14:19.705819');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-28 00:14:19.712336');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-28 00:14:19.71535');
INSERT INTO public.goose_db_version VALUES (23, 22, true, '2026-11-28 00:14:19.716144');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkm3movqqg00dkdnn7mkrj', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkm3movqqg00dkdnn7mkrj', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkm3movqqg00dkdnn7mkrj', 0, 'stop_0pgkm3movqqg00gaefmqcq62', 1, 'PICKUP', 'loc_0pgkm3motds000fasr2hfl3e', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkm3movqqg00dkdnn7mkrj', 1, 'stop_0pgkm3movqqg00oql6csncd3', 2, 'DELIVERY', 'loc_0pgkm3motds000fasr2hfl3e', 1770019200000000, 1770048000000000);
INSERT INTO public.loads VALUES (2, 'load_0pgkm3movqqg00dkdnn7mkrj', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgkm3mosjlg00eakoundn85', 'carrier_0pgkm3mouk60008p4g6ff0cg', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795824859807413, 1795824859807413, 90469076758257);
INSERT INTO public.locations VALUES (2, 'loc_0pgkm3motds000fasr2hfl3e', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795824859802488, 1795824859802488, 240528545044727);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkm3mosjlg00eakoundn85', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkm3mosjlg00eakoundn85', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkm3motds000fasr2hfl3e', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkm3motds000fasr2hfl3e', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkm3mouk60008p4g6ff0cg', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkm3mouk60008p4g6ff0cg', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkm3movqqg00dkdnn7mkrj', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkm3movqqg00dkdnn7mkrj', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795824859754016, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795824859769883, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 40, 20, 11904909059098, 11904909059098);
INSERT INTO public.row_counts VALUES (2, 'customers', 39, 20, 141554141983767, 125380625951850);
INSERT INTO public.row_counts VALUES (2, 'locations', 39, 1, 122038576948432, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 39, 1, 122038576948432, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 39, 1, 141834025586125, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 39, 1, 174030315899623, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 39, 1, 174030315899623, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 39, 1, 174030315899623, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 39, 1, 256488190778474, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 23, true);
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
