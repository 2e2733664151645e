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
INSERT INTO public.api_keys VALUES (2, 'key_0pgkhcd1lpug00hu6g3qkkmt', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795814705966717, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgkhcd1ght000d42tnj7per', 'first', '\x6df1c60aca8be0d957648c4df3aa713b9d5d58636a0911e7be256bb36b6030c0', '*', 1795814705955962, NULL, NULL, NULL, NULL, NULL, 1795814700000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgkhcd1lpug008okp2seu1r', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795814705966717, NULL, NULL, NULL, NULL, NULL, 1795814700000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgkhcd353fg00aaujgdbioc', 0, 'contact_0pgkhcd353fg00hk77ne5agk', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgkhcd353fg00aaujgdbioc', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795814706063583, 1795814706063583, 129224197479894);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd1ti60009e04t6ko76', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795814705982604, 1795814705982604, 71043878153839);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd20of0008gibthemot', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795814705989150, 1795814705989150, 61046180468010);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2841000ceopfc5081', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795814706004226, 1795814706004226, 90416819429201);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2c4ug00b4gdjf74ud', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795814706012477, 1795814706012477, 136811517961924);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2cn5g00f256pvp4ob', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795814706013643, 1795814706013643, 226360530332877);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2nh1g009jbvd2bh13', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795814706035779, 1795814706035779, 30739098314782);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2o1v00099cs7qh0l0', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795814706036862, 1795814706036862, 242246754774);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2p4gg00f4eb723t1t', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795814706039073, 1795814706039073, 107246582696430);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2pdfg009g7tab9emc', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795814706039647, 1795814706039647, 110139624204303);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2rjcg00a95dcebilo', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795814706044121, 1795814706044121, 196252269568175);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2rtqg00b4h5cioiqi', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795814706044789, 1795814706044789, 60630321552031);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2s4hg00ak507dve8a', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795814706045219, 1795814706045219, 220800661636434);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2saq000c651t4e1vk', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795814706045620, 1795814706045620, 157053619628596);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2shc000c74cb2c7bm', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795814706046040, 1795814706046040, 221116902906915);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2sqj00098oksenocj', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795814706046630, 1795814706046630, 128096172835443);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2t12000est5uh9n4o', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795814706047044, 1795814706047044, 200587810643759);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2t83000cl6261cipb', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795814706047494, 1795814706047494, 5094046470677);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2tdu0009itga5fvsq', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795814706047868, 1795814706047868, 61316041212399);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2tke000eonvoeoole', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795814706048284, 1795814706048284, 135102551422960);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2tq3g00c5avtpdrj0', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795814706048647, 1795814706048647, 247105313649507);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2u0bg00c10q9u54q7', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795814706049047, 1795814706049047, 79535231950880);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2u6og00emetfm0nr8', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795814706049457, 1795814706049457, 118914188683455);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2ucg0009j07kj76g8', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795814706049824, 1795814706049824, 35696823836357);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2uh7g00bjkfjbec08', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795814706050127, 1795814706050127, 28111378794);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2umm000b2cibdb8vb', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795814706050476, 1795814706050476, 50545540565734);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2usgg00bc32belv65', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795814706050849, 1795814706050849, 260444276434747);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2v1o000dj6ovpkt5p', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795814706051184, 1795814706051184, 266336812436019);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2v7u000e31qltlqtd', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795814706051580, 1795814706051580, 170037297267151);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2vfeg0090kd5s65ae', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795814706052061, 1795814706052061, 114724760690644);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2vl6g00aalipgo9dr', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795814706052429, 1795814706052429, 3965693457098);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2vrfg00bspiibdn3s', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795814706052831, 1795814706052831, 189252629144444);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd3001g00c0nca5aet0', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795814706053123, 1795814706053123, 38306048597965);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd305p000caj6hvujib', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795814706053490, 1795814706053490, 90659791856108);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd30bcg00fprolknip0', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795814706053849, 1795814706053849, 78724910308490);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd30hrg00d7cq6fjf9l', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795814706054263, 1795814706054263, 226347016284361);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd30o1g00dr4l0igirt', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795814706054659, 1795814706054659, 61240753526583);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd3107g009naik0qvkm', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795814706055183, 1795814706055183, 219357228640332);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd318k000advkibcfol', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795814706055720, 1795814706055720, 143076218619695);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd2ot9000apebq81309', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795814706038610, 1795814706058549, 30165557971440);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhcd3379000a7mo219kpj', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795814706059730, 1795814706059730, 213650551396509);
INSERT INTO public.customers VALUES (1, 'cust_0pgkhcd37vpg00alq07m1eh6', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795814706069491, 1795814706069491, 130507814918252);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795814705955962, 'organization', 'created', '1', '1', 1795814705955962, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795814705955962, 'key', 'created', 'key_0pgkhcd1ght000d42tnj7per', 'key_0pgkhcd1ght000d42tnj7per', 1795814705955962, '', '', 'root', '', '{"id":"key_0pgkhcd1ght000d42tnj7per","name":"first","scopes":["*"],"created_at":"2026-11-27T21:25:05Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795814705966717, 'organization', 'created', '2', '2', 1795814705966717, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795814705966717, 'key', 'created', 'key_0pgkhcd1lpug008okp2seu1r', 'key_0pgkhcd1lpug008okp2seu1r', 1795814705966717, '', '', 'root', '', '{"id":"key_0pgkhcd1lpug008okp2seu1r","name":"","scopes":["*"],"created_at":"2026-11-27T21:25:05Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795814705966717, 'key', 'created', 'key_0pgkhcd1lpug00hu6g3qkkmt', 'key_0pgkhcd1lpug00hu6g3qkkmt', 1795814705966717, '', '', 'root', '', '{"id":"key_0pgkhcd1lpug00hu6g3qkkmt","name":"reader","scopes":["read:customers"],"created_at":"2026-11-27T21:25:05Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795814705982604, 'customer', 'created', 'cust_0pgkhcd1ti60009e04t6ko76', 'R-0', 71043878153839, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'c7048a9c5915553c3b8bbfb8e970dba2', '{"id":"cust_0pgkhcd1ti60009e04t6ko76","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:05Z","updated_at":"2026-11-27T21:25:05Z"}');
INSERT INTO public.events VALUES (2, 5, 1795814705989150, 'customer', 'created', 'cust_0pgkhcd20of0008gibthemot', 'R-1', 61046180468010, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'b01108fffc2f66749106609f490036ec', '{"id":"cust_0pgkhcd20of0008gibthemot","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:05Z","updated_at":"2026-11-27T21:25:05Z"}');
INSERT INTO public.events VALUES (2, 6, 1795814706004226, 'customer', 'created', 'cust_0pgkhcd2841000ceopfc5081', 'R-2', 90416819429201, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '27dcedc544ff11c4a4fa11866577a71b', '{"id":"cust_0pgkhcd2841000ceopfc5081","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 7, 1795814706012477, 'customer', 'created', 'cust_0pgkhcd2c4ug00b4gdjf74ud', 'R-3', 136811517961924, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '48a233cb5bce33a8cc92df3fe34dbe3a', '{"id":"cust_0pgkhcd2c4ug00b4gdjf74ud","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 8, 1795814706013643, 'customer', 'created', 'cust_0pgkhcd2cn5g00f256pvp4ob', 'R-4', 226360530332877, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '845ec22e739a11ac1d88fc6caab4ce35', '{"id":"cust_0pgkhcd2cn5g00f256pvp4ob","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 9, 1795814706035779, 'customer', 'created', 'cust_0pgkhcd2nh1g009jbvd2bh13', 'R-5', 30739098314782, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'ada89d5049a582b3b1739c33f451e2ed', '{"id":"cust_0pgkhcd2nh1g009jbvd2bh13","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 10, 1795814706036862, 'customer', 'created', 'cust_0pgkhcd2o1v00099cs7qh0l0', 'R-6', 242246754774, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '5e5cf93a8a33c8535d9d416f0dcff028', '{"id":"cust_0pgkhcd2o1v00099cs7qh0l0","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 11, 1795814706037348, 'customer', 'created', 'cust_0pgkhcd2o9i000eri6g23v8n', 'R-7', 67571331149608, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '6ca2e0d5cb3bcdcc5aabf87c9bebfe1e', '{"id":"cust_0pgkhcd2o9i000eri6g23v8n","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 12, 1795814706038610, 'customer', 'created', 'cust_0pgkhcd2ot9000apebq81309', 'R-8', 30165557971439, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '61c13a0b75eb924af4db661171edc1ef', '{"id":"cust_0pgkhcd2ot9000apebq81309","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 13, 1795814706039073, 'customer', 'created', 'cust_0pgkhcd2p4gg00f4eb723t1t', 'R-9', 107246582696430, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'd6f24469710caa987dbeb7b1eb612578', '{"id":"cust_0pgkhcd2p4gg00f4eb723t1t","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 14, 1795814706039647, 'customer', 'created', 'cust_0pgkhcd2pdfg009g7tab9emc', 'R-10', 110139624204303, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '162f4035e90354a4c3be6fac955d53bd', '{"id":"cust_0pgkhcd2pdfg009g7tab9emc","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 15, 1795814706044121, 'customer', 'created', 'cust_0pgkhcd2rjcg00a95dcebilo', 'R-11', 196252269568175, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'f68b862462b97c6b021331fc5d473d17', '{"id":"cust_0pgkhcd2rjcg00a95dcebilo","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 16, 1795814706044789, 'customer', 'created', 'cust_0pgkhcd2rtqg00b4h5cioiqi', 'R-12', 60630321552031, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'bf25a55aeb4b1d05624f533e65ecc9cf', '{"id":"cust_0pgkhcd2rtqg00b4h5cioiqi","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 17, 1795814706045219, 'customer', 'created', 'cust_0pgkhcd2s4hg00ak507dve8a', 'R-13', 220800661636434, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '6f02a2dda12de229cecc95db956ec087', '{"id":"cust_0pgkhcd2s4hg00ak507dve8a","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 18, 1795814706045620, 'customer', 'created', 'cust_0pgkhcd2saq000c651t4e1vk', 'R-14', 157053619628596, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '8fa72251a0d5cf3c875d05f8f612e1fa', '{"id":"cust_0pgkhcd2saq000c651t4e1vk","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 19, 1795814706046040, 'customer', 'created', 'cust_0pgkhcd2shc000c74cb2c7bm', 'R-15', 221116902906915, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '02c9b5aa9996795ddb8a7f6fcf3437a6', '{"id":"cust_0pgkhcd2shc000c74cb2c7bm","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 20, 1795814706046630, 'customer', 'created', 'cust_0pgkhcd2sqj00098oksenocj', 'R-16', 128096172835443, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '7a7b77c38065b8ee687400a0a0636b6c', '{"id":"cust_0pgkhcd2sqj00098oksenocj","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 21, 1795814706047044, 'customer', 'created', 'cust_0pgkhcd2t12000est5uh9n4o', 'R-17', 200587810643759, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'db1f0e8403e6f286c64d4be1f4eeb904', '{"id":"cust_0pgkhcd2t12000est5uh9n4o","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 22, 1795814706047494, 'customer', 'created', 'cust_0pgkhcd2t83000cl6261cipb', 'R-18', 5094046470677, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '9b483160e7bb5eaf05017798b1226b8b', '{"id":"cust_0pgkhcd2t83000cl6261cipb","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 23, 1795814706047868, 'customer', 'created', 'cust_0pgkhcd2tdu0009itga5fvsq', 'R-19', 61316041212399, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '42d1b55fe5432fefd0df84f3203444c9', '{"id":"cust_0pgkhcd2tdu0009itga5fvsq","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 24, 1795814706048284, 'customer', 'created', 'cust_0pgkhcd2tke000eonvoeoole', 'R-20', 135102551422960, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '4c43e8fbce1559e2356cd68f0a5da6ec', '{"id":"cust_0pgkhcd2tke000eonvoeoole","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 25, 1795814706048647, 'customer', 'created', 'cust_0pgkhcd2tq3g00c5avtpdrj0', 'R-21', 247105313649507, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'f05cd2a3cff66f8df4fee827c9c9e66a', '{"id":"cust_0pgkhcd2tq3g00c5avtpdrj0","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 26, 1795814706049047, 'customer', 'created', 'cust_0pgkhcd2u0bg00c10q9u54q7', 'R-22', 79535231950880, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'bfd7ef52ef681f840b031d4f0519dbac', '{"id":"cust_0pgkhcd2u0bg00c10q9u54q7","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 27, 1795814706049457, 'customer', 'created', 'cust_0pgkhcd2u6og00emetfm0nr8', 'R-23', 118914188683455, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'cba95c6324a1bc93784d1d188d88aef9', '{"id":"cust_0pgkhcd2u6og00emetfm0nr8","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 28, 1795814706049824, 'customer', 'created', 'cust_0pgkhcd2ucg0009j07kj76g8', 'R-24', 35696823836357, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '92f3239f7fd42a2378538003b9dbc2af', '{"id":"cust_0pgkhcd2ucg0009j07kj76g8","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 29, 1795814706050127, 'customer', 'created', 'cust_0pgkhcd2uh7g00bjkfjbec08', 'R-25', 28111378794, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '73c43514e2be2bfff1647d6188513541', '{"id":"cust_0pgkhcd2uh7g00bjkfjbec08","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 30, 1795814706050476, 'customer', 'created', 'cust_0pgkhcd2umm000b2cibdb8vb', 'R-26', 50545540565734, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '4cf101aac56c89cd41f6d74cedb5a27a', '{"id":"cust_0pgkhcd2umm000b2cibdb8vb","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 31, 1795814706050849, 'customer', 'created', 'cust_0pgkhcd2usgg00bc32belv65', 'R-27', 260444276434747, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '8438d4200f7185907104561910c895f7', '{"id":"cust_0pgkhcd2usgg00bc32belv65","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 32, 1795814706051184, 'customer', 'created', 'cust_0pgkhcd2v1o000dj6ovpkt5p', 'R-28', 266336812436019, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'beceba9a1d11950f6bab5157e880312c', '{"id":"cust_0pgkhcd2v1o000dj6ovpkt5p","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 33, 1795814706051580, 'customer', 'created', 'cust_0pgkhcd2v7u000e31qltlqtd', 'R-29', 170037297267151, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '828982a5e3c6cc0febc948a1b041e529', '{"id":"cust_0pgkhcd2v7u000e31qltlqtd","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 34, 1795814706052061, 'customer', 'created', 'cust_0pgkhcd2vfeg0090kd5s65ae', 'R-30', 114724760690644, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'dcf0c28c3f5c25d5ccc9ef1d9511418b', '{"id":"cust_0pgkhcd2vfeg0090kd5s65ae","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 35, 1795814706052429, 'customer', 'created', 'cust_0pgkhcd2vl6g00aalipgo9dr', 'R-31', 3965693457098, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '7983664d4a4fe0212cadaac28bb95e07', '{"id":"cust_0pgkhcd2vl6g00aalipgo9dr","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 36, 1795814706052831, 'customer', 'created', 'cust_0pgkhcd2vrfg00bspiibdn3s', 'R-32', 189252629144444, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '56a4285262fe9e27ff53942e21a8b656', '{"id":"cust_0pgkhcd2vrfg00bspiibdn3s","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 37, 1795814706053123, 'customer', 'created', 'cust_0pgkhcd3001g00c0nca5aet0', 'R-33', 38306048597965, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '3149dec72ae000faf50c2df558533134', '{"id":"cust_0pgkhcd3001g00c0nca5aet0","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 38, 1795814706053490, 'customer', 'created', 'cust_0pgkhcd305p000caj6hvujib', 'R-34', 90659791856108, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '85b2d304a1ef087fa79862376f1f2e46', '{"id":"cust_0pgkhcd305p000caj6hvujib","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 39, 1795814706053849, 'customer', 'created', 'cust_0pgkhcd30bcg00fprolknip0', 'R-35', 78724910308490, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '3e787988a40350c8b35c7021e7ead5bf', '{"id":"cust_0pgkhcd30bcg00fprolknip0","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 40, 1795814706054263, 'customer', 'created', 'cust_0pgkhcd30hrg00d7cq6fjf9l', 'R-36', 226347016284361, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '2e1b1a7d8f45c73f63ec034ebdcd17df', '{"id":"cust_0pgkhcd30hrg00d7cq6fjf9l","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 41, 1795814706054659, 'customer', 'created', 'cust_0pgkhcd30o1g00dr4l0igirt', 'R-37', 61240753526583, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '28a2fc7f434c5939c9691d180a05bb77', '{"id":"cust_0pgkhcd30o1g00dr4l0igirt","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 42, 1795814706055183, 'customer', 'created', 'cust_0pgkhcd3107g009naik0qvkm', 'R-38', 219357228640332, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '71995ccb8062ec3160f24a48ca29f3aa', '{"id":"cust_0pgkhcd3107g009naik0qvkm","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 43, 1795814706055720, 'customer', 'created', 'cust_0pgkhcd318k000advkibcfol', 'R-39', 143076218619695, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'e95c7fa01c412ec98ae602369780ec88', '{"id":"cust_0pgkhcd318k000advkibcfol","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 44, 1795814706056245, 'customer', 'deleted', 'cust_0pgkhcd2o9i000eri6g23v8n', 'R-7', 67571331149609, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '144b2f975498f498cea6e8a6dc3c91e0', '{"id":"cust_0pgkhcd2o9i000eri6g23v8n","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 45, 1795814706058549, 'customer', 'updated', 'cust_0pgkhcd2ot9000apebq81309', 'R-8', 30165557971440, 'name,domain', 'key_0pgkhcd1lpug008okp2seu1r', '', '34d194b07393d33e27299acc86d392bf', '{"id":"cust_0pgkhcd2ot9000apebq81309","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 46, 1795814706059730, 'customer', 'created', 'cust_0pgkhcd3379000a7mo219kpj', 'CUST-ACME-001', 213650551396509, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '01e29efb8216455df73c4d2410605085', '{"id":"cust_0pgkhcd3379000a7mo219kpj","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 47, 1795814706061347, 'location', 'created', 'loc_0pgkhcd340hg00aoefl9j96j', 'LOC-CHI-001', 141319716215911, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '5b0ada3918378cd7875926de8043068f', '{"id":"loc_0pgkhcd340hg00aoefl9j96j","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 48, 1795814706063583, 'carrier', 'created', 'carrier_0pgkhcd353fg00aaujgdbioc', 'CARR-SWIFT-001', 129224197479894, '', 'key_0pgkhcd1lpug008okp2seu1r', '', 'ee33e1381d6f80f19f9607f18f609db4', '{"id":"carrier_0pgkhcd353fg00aaujgdbioc","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgkhcd353fg00hk77ne5agk","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (2, 49, 1795814706065974, 'load', 'created', 'load_0pgkhcd368r0008qp1mdpsd3', 'LOAD-2026-0001', 101201166665154, '', 'key_0pgkhcd1lpug008okp2seu1r', '', '6e75240bf423bad0ba60ed61b673ee6a', '{"id":"load_0pgkhcd368r0008qp1mdpsd3","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgkhcd3379000a7mo219kpj","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgkhcd353fg00aaujgdbioc","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgkhcd368r000hkjhmh0bp0","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgkhcd368r000rtf2o1slvr","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.events VALUES (1, 3, 1795814706069491, 'customer', 'created', 'cust_0pgkhcd37vpg00alq07m1eh6', 'R-1', 130507814918252, '', 'key_0pgkhcd1ght000d42tnj7per', '', '121f9db3f9885e87dcf960e1ea7f1e7e', '{"id":"cust_0pgkhcd37vpg00alq07m1eh6","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-27T21:25:06Z","updated_at":"2026-11-27T21:25:06Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-27 21:25:05.61984');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-27 21:25:05.636542');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-27 21:25:05.663014');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-27 21:25:05.694394');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-27 21:25:05.701256');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-27 21:25:05.703038');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-27 21:25:05.716132');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-27 21:25:05.723847');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-27 21:25:05.725261');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-27 21:25:05.727927');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-27 21:25:05.776226');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-27 21:25:05.780158');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-27 21:25:05.82632');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-27 21:25:05.84036');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-27 21:25:05.848227');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-27 21:25:05.867732');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-27 21:25:05.869381');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-27 21:25:05.874289');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-27 21:25:05.884971');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-27 21:25:05.919127');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkhcd368r0008qp1mdpsd3', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkhcd368r0008qp1mdpsd3', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkhcd368r0008qp1mdpsd3', 0, 'stop_0pgkhcd368r000hkjhmh0bp0', 1, 'PICKUP', 'loc_0pgkhcd340hg00aoefl9j96j', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkhcd368r0008qp1mdpsd3', 1, 'stop_0pgkhcd368r000rtf2o1slvr', 2, 'DELIVERY', 'loc_0pgkhcd340hg00aoefl9j96j', 1770019200000000, 1770048000000000);
INSERT INTO public.loads VALUES (2, 'load_0pgkhcd368r0008qp1mdpsd3', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgkhcd3379000a7mo219kpj', 'carrier_0pgkhcd353fg00aaujgdbioc', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795814706065974, 1795814706065974, 101201166665154);
INSERT INTO public.locations VALUES (2, 'loc_0pgkhcd340hg00aoefl9j96j', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795814706061347, 1795814706061347, 141319716215911);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkhcd3379000a7mo219kpj', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkhcd3379000a7mo219kpj', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkhcd340hg00aoefl9j96j', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkhcd340hg00aoefl9j96j', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkhcd353fg00aaujgdbioc', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkhcd353fg00aaujgdbioc', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkhcd368r0008qp1mdpsd3', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkhcd368r0008qp1mdpsd3', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795814705955962, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795814705966717, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 6, 20, 3310256802644, 3310256802644);
INSERT INTO public.row_counts VALUES (2, 'customers', 7, 20, 172305167438030, 218827229963312);
INSERT INTO public.row_counts VALUES (2, 'locations', 7, 1, 54547017747222, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 7, 1, 54547017747222, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 7, 1, 125618081039637, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 7, 1, 84409111943471, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 7, 1, 84409111943471, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 7, 1, 84409111943471, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 7, 1, 101702424835258, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 20, true);
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
CREATE INDEX carriers_by_dot_number ON public.carriers USING btree (organization_id, dot_number, id);
CREATE INDEX carriers_by_name ON public.carriers USING btree (organization_id, name_folded, id);
CREATE INDEX carriers_by_numbers ON public.carriers USING btree (organization_id, mc_number, dot_number, id);
CREATE UNIQUE INDEX carriers_by_reference ON public.carriers USING btree (organization_id, external_reference_id);
CREATE INDEX carriers_by_updated_at ON public.carriers USING btree (organization_id, updated_at, id);
CREATE INDEX carriers_text ON public.carriers USING gin (name_folded public.gin_trgm_ops) WITH (gin_pending_list_limit='1024');
CREATE INDEX customers_by_filters ON public.customers USING btree (organization_id, is_active, customer_type, id);
CREATE INDEX customers_by_name ON public.customers USING btree (organization_id, name_folded, id);
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
CREATE INDEX loads_by_updated_at ON public.loads USING btree (organization_id, updated_at, id);
CREATE INDEX loads_delivered_between_areas ON public.loads USING btree (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, delivery_at) WHERE ((carrier_id IS NOT NULL) AND (status = ANY (ARRAY['DELIVERED'::text, 'PAYMENT_PROCESSING'::text, 'ACCOUNTING_REVIEW'::text, 'COMPLETED'::text])));
CREATE INDEX loads_delivered_between_states ON public.loads USING btree (organization_id, origin_state, destination_state, carrier_id, delivery_at) WHERE ((carrier_id IS NOT NULL) AND (status = ANY (ARRAY['DELIVERED'::text, 'PAYMENT_PROCESSING'::text, 'ACCOUNTING_REVIEW'::text, 'COMPLETED'::text])));
CREATE INDEX locations_by_city ON public.locations USING btree (organization_id, city_folded, id);
CREATE INDEX locations_by_country ON public.locations USING btree (organization_id, country, city_folded, id);
CREATE INDEX locations_by_name ON public.locations USING btree (organization_id, name_folded, id);
CREATE INDEX locations_by_place ON public.locations USING btree (organization_id, state_reversed, city_folded, country, id);
CREATE UNIQUE INDEX locations_by_reference ON public.locations USING btree (organization_id, external_reference_id);
CREATE INDEX locations_by_state ON public.locations USING btree (organization_id, state_folded, id);
CREATE INDEX locations_by_updated_at ON public.locations USING btree (organization_id, updated_at, id);
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
