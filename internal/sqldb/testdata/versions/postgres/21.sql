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
INSERT INTO public.api_keys VALUES (2, 'key_0pgkidku7v8g00ktui0672c2', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795816937111505, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgkidku2otg00d0j7lpf57p', 'first', '\x98e9c8834784874e3803c5880fd07fc6d36fd5f5c2c060a294ddc36a576f7513', '*', 1795816937100859, NULL, NULL, NULL, NULL, NULL, 1795816920000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgkidku7v8g0081jqtf7rt5', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795816937111505, NULL, NULL, NULL, NULL, NULL, 1795816920000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgkidkvivr0009ql2n1ap65', 0, 'contact_0pgkidkvivr000idn8b1f488', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgkidkvivr0009ql2n1ap65', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795816937199606, 1795816937199606, 271229592037190);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkua0f0008p0b8k1sar', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795816937115678, 1795816937115678, 224499652609643);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkub6qg00fqepvnafjk', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795816937118133, 1795816937118133, 270201358307923);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkv9m1g00b6h8gucq4r', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795816937180547, 1795816937180547, 27406346740923);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkva8qg00981qntr4l8', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795816937181749, 1795816937181749, 279962089523644);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvakrg00eegd7dhdb7', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795816937182519, 1795816937182519, 128041340263136);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvav0000cnih9f53aa', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795816937183168, 1795816937183168, 279148466309952);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvb78000fsjnneltnf', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795816937183696, 1795816937183696, 84809712811668);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvbr900098a084jfn9', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795816937184978, 1795816937184978, 23609944714976);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvc0mg00c1rppa4n61', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795816937185325, 1795816937185325, 61093314222615);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvc6og00a41abg5aiu', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795816937185713, 1795816937185713, 199526795793506);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvccgg0090hd0aejqr', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795816937186081, 1795816937186081, 259059034033994);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvchf000cmqd9uda07', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795816937186398, 1795816937186398, 246918439980938);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvcmlg009jmr5bajro', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795816937186731, 1795816937186731, 79730041780300);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvcsa000bise0g7pau', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795816937187092, 1795816937187092, 239075097130917);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvd49g008poqt0fcbl', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795816937187603, 1795816937187603, 32375168339273);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvdba000eb8u39tc2o', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795816937188052, 1795816937188052, 244700914185652);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvdg4g00aejhuv2sej', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795816937188361, 1795816937188361, 19851332731454);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvdkrg00f0il866f8q', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795816937188663, 1795816937188663, 4735766287573);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvdoa000ca9imoo0le', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795816937188884, 1795816937188884, 246734371143036);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvdss000ac0u2k2g3u', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795816937189176, 1795816937189176, 173243060494154);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkve07g00eb37qdti9p', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795816937189391, 1795816937189391, 197413478512850);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkve3tg00b61l5t6r32', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795816937189627, 1795816937189627, 109498702604585);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkve7vg00er9oplb4c5', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795816937189887, 1795816937189887, 59301944636085);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvec4000fci0k33nhh', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795816937190152, 1795816937190152, 66165588924268);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvefng009hft3aj9fn', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795816937190383, 1795816937190383, 85686906467888);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvej5000fke81qhf5g', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795816937190602, 1795816937190602, 108061138142830);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvemk00084phell5ia', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795816937190824, 1795816937190824, 250385343102306);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkveqe000dvhg1t4af8', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795816937191068, 1795816937191068, 31442849567265);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvevhg008t8ia64mbj', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795816937191395, 1795816937191395, 103132587212774);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvf34000a6kdcromv6', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795816937191624, 1795816937191624, 47580996393429);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvf7d000cqe07diehm', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795816937191898, 1795816937191898, 222265422714601);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvfbag00bjqan1efa9', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795816937192149, 1795816937192149, 54045105691662);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvff7g00brvofumbis', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795816937192399, 1795816937192399, 192409699349954);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvfilg008se6drppei', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795816937192619, 1795816937192619, 22122717981546);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvflvg00c2bmbfr02v', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795816937192831, 1795816937192831, 156777903888268);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvfpig0081par00u9k', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795816937193061, 1795816937193061, 142415267869804);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvfstg00a31ntp6rig', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795816937193275, 1795816937193275, 228008857114223);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvg09g00bntjaknhp3', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795816937193491, 1795816937193491, 42882835253426);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvbkm0009q72guovmp', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795816937184556, 1795816937195644, 280255228662170);
INSERT INTO public.customers VALUES (2, 'cust_0pgkidkvhho000aqnpkns6h4', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795816937196656, 1795816937196656, 12563498694455);
INSERT INTO public.customers VALUES (1, 'cust_0pgkidkvle6000denn1j3i6l', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795816937204620, 1795816937204620, 238730906741790);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795816937100859, 'organization', 'created', '1', '1', 1795816937100859, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795816937100859, 'key', 'created', 'key_0pgkidku2otg00d0j7lpf57p', 'key_0pgkidku2otg00d0j7lpf57p', 1795816937100859, '', '', 'root', '', '{"id":"key_0pgkidku2otg00d0j7lpf57p","name":"first","scopes":["*"],"created_at":"2026-11-27T22:02:17Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795816937111505, 'organization', 'created', '2', '2', 1795816937111505, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795816937111505, 'key', 'created', 'key_0pgkidku7v8g0081jqtf7rt5', 'key_0pgkidku7v8g0081jqtf7rt5', 1795816937111505, '', '', 'root', '', '{"id":"key_0pgkidku7v8g0081jqtf7rt5","name":"","scopes":["*"],"created_at":"2026-11-27T22:02:17Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795816937111505, 'key', 'created', 'key_0pgkidku7v8g00ktui0672c2', 'key_0pgkidku7v8g00ktui0672c2', 1795816937111505, '', '', 'root', '', '{"id":"key_0pgkidku7v8g00ktui0672c2","name":"reader","scopes":["read:customers"],"created_at":"2026-11-27T22:02:17Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795816937115678, 'customer', 'created', 'cust_0pgkidkua0f0008p0b8k1sar', 'R-0', 224499652609643, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'a8743ec7457e62b001e56b4cdacca95b', '{"id":"cust_0pgkidkua0f0008p0b8k1sar","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 5, 1795816937118133, 'customer', 'created', 'cust_0pgkidkub6qg00fqepvnafjk', 'R-1', 270201358307923, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '9617f22e32a46403e32f779d3fd5f644', '{"id":"cust_0pgkidkub6qg00fqepvnafjk","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 6, 1795816937180547, 'customer', 'created', 'cust_0pgkidkv9m1g00b6h8gucq4r', 'R-2', 27406346740923, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '81cd05906f513ebcde3a0f48303a64e2', '{"id":"cust_0pgkidkv9m1g00b6h8gucq4r","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 7, 1795816937181749, 'customer', 'created', 'cust_0pgkidkva8qg00981qntr4l8', 'R-3', 279962089523644, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '475d3c0a2392b8ddcc7aeeb636fbb6d9', '{"id":"cust_0pgkidkva8qg00981qntr4l8","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 8, 1795816937182519, 'customer', 'created', 'cust_0pgkidkvakrg00eegd7dhdb7', 'R-4', 128041340263136, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '6d9ab262cf3a41ae20c92333ee252d15', '{"id":"cust_0pgkidkvakrg00eegd7dhdb7","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 9, 1795816937183168, 'customer', 'created', 'cust_0pgkidkvav0000cnih9f53aa', 'R-5', 279148466309952, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'f6dfdbdbe9d980fabe46577f52da84c5', '{"id":"cust_0pgkidkvav0000cnih9f53aa","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 10, 1795816937183696, 'customer', 'created', 'cust_0pgkidkvb78000fsjnneltnf', 'R-6', 84809712811668, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'e87fd45a9f1580371d5a25b27cc89a2f', '{"id":"cust_0pgkidkvb78000fsjnneltnf","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 11, 1795816937184130, 'customer', 'created', 'cust_0pgkidkvbe1000di3a2hra15', 'R-7', 75134897578200, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '1e9f033b23fbe0478e4b36e5a57d1336', '{"id":"cust_0pgkidkvbe1000di3a2hra15","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 12, 1795816937184556, 'customer', 'created', 'cust_0pgkidkvbkm0009q72guovmp', 'R-8', 280255228662169, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'b08a5d523c3e1e5101296e38e2c4dd3e', '{"id":"cust_0pgkidkvbkm0009q72guovmp","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 13, 1795816937184978, 'customer', 'created', 'cust_0pgkidkvbr900098a084jfn9', 'R-9', 23609944714976, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '2924176ffbdda4cd12ea1608753cdbea', '{"id":"cust_0pgkidkvbr900098a084jfn9","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 14, 1795816937185325, 'customer', 'created', 'cust_0pgkidkvc0mg00c1rppa4n61', 'R-10', 61093314222615, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'f7e468ae6f4d058de5935d5f83d7c147', '{"id":"cust_0pgkidkvc0mg00c1rppa4n61","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 15, 1795816937185713, 'customer', 'created', 'cust_0pgkidkvc6og00a41abg5aiu', 'R-11', 199526795793506, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'c784ce10e0ca5bcd26a9b43d092c7d2f', '{"id":"cust_0pgkidkvc6og00a41abg5aiu","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 16, 1795816937186081, 'customer', 'created', 'cust_0pgkidkvccgg0090hd0aejqr', 'R-12', 259059034033994, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '1d45ed573db167756118ae0963b12a2f', '{"id":"cust_0pgkidkvccgg0090hd0aejqr","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 17, 1795816937186398, 'customer', 'created', 'cust_0pgkidkvchf000cmqd9uda07', 'R-13', 246918439980938, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '041627f58de5a2a30c46ec32e5d4db2e', '{"id":"cust_0pgkidkvchf000cmqd9uda07","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 18, 1795816937186731, 'customer', 'created', 'cust_0pgkidkvcmlg009jmr5bajro', 'R-14', 79730041780300, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '59110708c47869c98ca921fa9d5fc9d4', '{"id":"cust_0pgkidkvcmlg009jmr5bajro","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 19, 1795816937187092, 'customer', 'created', 'cust_0pgkidkvcsa000bise0g7pau', 'R-15', 239075097130917, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'ff829d00cbe8635faae4c1610565c227', '{"id":"cust_0pgkidkvcsa000bise0g7pau","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 20, 1795816937187603, 'customer', 'created', 'cust_0pgkidkvd49g008poqt0fcbl', 'R-16', 32375168339273, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '92d875b2019e732e854981d271d551ce', '{"id":"cust_0pgkidkvd49g008poqt0fcbl","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 21, 1795816937188052, 'customer', 'created', 'cust_0pgkidkvdba000eb8u39tc2o', 'R-17', 244700914185652, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '3895c4376a669e6a40a4c042d72c1848', '{"id":"cust_0pgkidkvdba000eb8u39tc2o","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 22, 1795816937188361, 'customer', 'created', 'cust_0pgkidkvdg4g00aejhuv2sej', 'R-18', 19851332731454, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '0e8b27c6be4d94dd12ceb127d338f14e', '{"id":"cust_0pgkidkvdg4g00aejhuv2sej","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 23, 1795816937188663, 'customer', 'created', 'cust_0pgkidkvdkrg00f0il866f8q', 'R-19', 4735766287573, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '4260dc55227897784165256d1f309324', '{"id":"cust_0pgkidkvdkrg00f0il866f8q","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 24, 1795816937188884, 'customer', 'created', 'cust_0pgkidkvdoa000ca9imoo0le', 'R-20', 246734371143036, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '4eb1aaaac5d6aca63074f202b0ca921b', '{"id":"cust_0pgkidkvdoa000ca9imoo0le","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 25, 1795816937189176, 'customer', 'created', 'cust_0pgkidkvdss000ac0u2k2g3u', 'R-21', 173243060494154, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '34a28d9e50071c57ac611d98d574660e', '{"id":"cust_0pgkidkvdss000ac0u2k2g3u","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 26, 1795816937189391, 'customer', 'created', 'cust_0pgkidkve07g00eb37qdti9p', 'R-22', 197413478512850, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'b1adbe2f778ed34226767443431ff036', '{"id":"cust_0pgkidkve07g00eb37qdti9p","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 27, 1795816937189627, 'customer', 'created', 'cust_0pgkidkve3tg00b61l5t6r32', 'R-23', 109498702604585, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '275caa92ab8e32c7ca7f7d2e5876fec6', '{"id":"cust_0pgkidkve3tg00b61l5t6r32","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 28, 1795816937189887, 'customer', 'created', 'cust_0pgkidkve7vg00er9oplb4c5', 'R-24', 59301944636085, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'c17fe7822e0cade9765c98ad3ebbd6f8', '{"id":"cust_0pgkidkve7vg00er9oplb4c5","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 29, 1795816937190152, 'customer', 'created', 'cust_0pgkidkvec4000fci0k33nhh', 'R-25', 66165588924268, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '1af3eac06238ffeacfab17a9ec36d531', '{"id":"cust_0pgkidkvec4000fci0k33nhh","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 30, 1795816937190383, 'customer', 'created', 'cust_0pgkidkvefng009hft3aj9fn', 'R-26', 85686906467888, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '2396e595eff0fc249475e27d7d84d3c8', '{"id":"cust_0pgkidkvefng009hft3aj9fn","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 31, 1795816937190602, 'customer', 'created', 'cust_0pgkidkvej5000fke81qhf5g', 'R-27', 108061138142830, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '2311e7bbadd32a1bffd79df1f1d3367d', '{"id":"cust_0pgkidkvej5000fke81qhf5g","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 32, 1795816937190824, 'customer', 'created', 'cust_0pgkidkvemk00084phell5ia', 'R-28', 250385343102306, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'ef52c30272868c8628e465f275e491b3', '{"id":"cust_0pgkidkvemk00084phell5ia","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 33, 1795816937191068, 'customer', 'created', 'cust_0pgkidkveqe000dvhg1t4af8', 'R-29', 31442849567265, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'ba8cade291d5bf88b2c8b7ab69b2fe51', '{"id":"cust_0pgkidkveqe000dvhg1t4af8","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 34, 1795816937191395, 'customer', 'created', 'cust_0pgkidkvevhg008t8ia64mbj', 'R-30', 103132587212774, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '1444d6e652c4972ed0b2bcfd4fd2e1c1', '{"id":"cust_0pgkidkvevhg008t8ia64mbj","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 35, 1795816937191624, 'customer', 'created', 'cust_0pgkidkvf34000a6kdcromv6', 'R-31', 47580996393429, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'b0c0b629679810459be8210848ce2c38', '{"id":"cust_0pgkidkvf34000a6kdcromv6","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 36, 1795816937191898, 'customer', 'created', 'cust_0pgkidkvf7d000cqe07diehm', 'R-32', 222265422714601, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '430466ebf4d70e1ea8f06f81c40b944e', '{"id":"cust_0pgkidkvf7d000cqe07diehm","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 37, 1795816937192149, 'customer', 'created', 'cust_0pgkidkvfbag00bjqan1efa9', 'R-33', 54045105691662, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'f295b1bcfab6c3b4c77dff9474574d28', '{"id":"cust_0pgkidkvfbag00bjqan1efa9","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 38, 1795816937192399, 'customer', 'created', 'cust_0pgkidkvff7g00brvofumbis', 'R-34', 192409699349954, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'adc0e6e4dc84f80c1985be60a6e4f634', '{"id":"cust_0pgkidkvff7g00brvofumbis","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 39, 1795816937192619, 'customer', 'created', 'cust_0pgkidkvfilg008se6drppei', 'R-35', 22122717981546, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'a881e39cac0d3c382793cd5ec1c62371', '{"id":"cust_0pgkidkvfilg008se6drppei","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 40, 1795816937192831, 'customer', 'created', 'cust_0pgkidkvflvg00c2bmbfr02v', 'R-36', 156777903888268, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '7405cf054d4b1cdcfa53aec7c76c345b', '{"id":"cust_0pgkidkvflvg00c2bmbfr02v","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 41, 1795816937193061, 'customer', 'created', 'cust_0pgkidkvfpig0081par00u9k', 'R-37', 142415267869804, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '49a51f1c0d6c9173e1125b7f413e8469', '{"id":"cust_0pgkidkvfpig0081par00u9k","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 42, 1795816937193275, 'customer', 'created', 'cust_0pgkidkvfstg00a31ntp6rig', 'R-38', 228008857114223, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'c9d8e1b498e5a517013e89ecfb93ab8f', '{"id":"cust_0pgkidkvfstg00a31ntp6rig","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 43, 1795816937193491, 'customer', 'created', 'cust_0pgkidkvg09g00bntjaknhp3', 'R-39', 42882835253426, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '218a18b1e18196445692512fcbbee24e', '{"id":"cust_0pgkidkvg09g00bntjaknhp3","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 44, 1795816937193701, 'customer', 'deleted', 'cust_0pgkidkvbe1000di3a2hra15', 'R-7', 75134897578201, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'f46c371ef23ae76b2ab02c5438303d8a', '{"id":"cust_0pgkidkvbe1000di3a2hra15","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 45, 1795816937195644, 'customer', 'updated', 'cust_0pgkidkvbkm0009q72guovmp', 'R-8', 280255228662170, 'name,domain', 'key_0pgkidku7v8g0081jqtf7rt5', '', 'c8cd0776dbfef6ce0da8786b421baea6', '{"id":"cust_0pgkidkvbkm0009q72guovmp","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 46, 1795816937196656, 'customer', 'created', 'cust_0pgkidkvhho000aqnpkns6h4', 'CUST-ACME-001', 12563498694455, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '905be7474542a3ec9a6d59c27d70132e', '{"id":"cust_0pgkidkvhho000aqnpkns6h4","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 47, 1795816937197680, 'location', 'created', 'loc_0pgkidkvi1o0009i3n5r6kj6', 'LOC-CHI-001', 128853904921345, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '3030c63fd63cb94b0eb793ca8a5801fb', '{"id":"loc_0pgkidkvi1o0009i3n5r6kj6","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 48, 1795816937199606, 'carrier', 'created', 'carrier_0pgkidkvivr0009ql2n1ap65', 'CARR-SWIFT-001', 271229592037190, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '09da14016a8827d2c620cbf433bbb40e', '{"id":"carrier_0pgkidkvivr0009ql2n1ap65","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgkidkvivr000idn8b1f488","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (2, 49, 1795816937201608, 'load', 'created', 'load_0pgkidkvjv4000fs1gukt16b', 'LOAD-2026-0001', 33417449246504, '', 'key_0pgkidku7v8g0081jqtf7rt5', '', '5938800f110d1d7ff0cadc411b235b3d', '{"id":"load_0pgkidkvjv4000fs1gukt16b","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgkidkvhho000aqnpkns6h4","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgkidkvivr0009ql2n1ap65","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgkidkvjv4000gbsj99kgnf","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgkidkvjv4000tdp0eahha2","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.events VALUES (1, 3, 1795816937204620, 'customer', 'created', 'cust_0pgkidkvle6000denn1j3i6l', 'R-1', 238730906741790, '', 'key_0pgkidku2otg00d0j7lpf57p', '', '65258a7b7fd83bb78ffc8157093bcbbb', '{"id":"cust_0pgkidkvle6000denn1j3i6l","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-27T22:02:17Z","updated_at":"2026-11-27T22:02:17Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-27 22:02:16.89372');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-27 22:02:16.901481');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-27 22:02:16.916129');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-27 22:02:16.918734');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-27 22:02:16.924803');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-27 22:02:16.925252');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-27 22:02:16.926826');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-27 22:02:16.929631');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-27 22:02:16.931513');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-27 22:02:16.932484');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-27 22:02:16.964645');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-27 22:02:16.972962');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-27 22:02:17.017899');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-27 22:02:17.023945');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-27 22:02:17.026422');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-27 22:02:17.040841');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-27 22:02:17.041353');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-27 22:02:17.048054');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-27 22:02:17.051252');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-27 22:02:17.068586');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-27 22:02:17.0805');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-27 22:02:17.082792');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkidkvjv4000fs1gukt16b', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkidkvjv4000fs1gukt16b', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkidkvjv4000fs1gukt16b', 0, 'stop_0pgkidkvjv4000gbsj99kgnf', 1, 'PICKUP', 'loc_0pgkidkvi1o0009i3n5r6kj6', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkidkvjv4000fs1gukt16b', 1, 'stop_0pgkidkvjv4000tdp0eahha2', 2, 'DELIVERY', 'loc_0pgkidkvi1o0009i3n5r6kj6', 1770019200000000, 1770048000000000);
INSERT INTO public.loads VALUES (2, 'load_0pgkidkvjv4000fs1gukt16b', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgkidkvhho000aqnpkns6h4', 'carrier_0pgkidkvivr0009ql2n1ap65', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795816937201608, 1795816937201608, 33417449246504);
INSERT INTO public.locations VALUES (2, 'loc_0pgkidkvi1o0009i3n5r6kj6', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795816937197680, 1795816937197680, 128853904921345);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkidkvhho000aqnpkns6h4', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkidkvhho000aqnpkns6h4', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkidkvi1o0009i3n5r6kj6', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkidkvi1o0009i3n5r6kj6', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkidkvivr0009ql2n1ap65', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkidkvivr0009ql2n1ap65', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkidkvjv4000fs1gukt16b', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkidkvjv4000fs1gukt16b', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795816937100859, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795816937111505, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 43, 20, 202183923809724, 202183923809724);
INSERT INTO public.row_counts VALUES (2, 'customers', 42, 20, 83981821740049, 129014404839597);
INSERT INTO public.row_counts VALUES (2, 'locations', 42, 1, 1747954559241, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 42, 1, 1747954559241, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 42, 1, 220422641068299, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 42, 1, 193133207601727, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 42, 1, 193133207601727, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 42, 1, 193133207601727, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 42, 1, 275807498709408, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 22, true);
SELECT pg_catalog.setval('public.organizations_id_seq', 2, true);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (organization_id, id);
ALTER TABLE ONLY public.carrier_contacts
    ADD CONSTRAINT carrier_contacts_pkey PRIMARY KEY (organization_id, carrier_id, "position");
ALTER TABLE ONLY public.carriers
    ADD CONSTRAINT carriers_pkey PRIMARY KEY (organization_id, id);
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
