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
INSERT INTO public.api_keys VALUES (2, 'key_0pgkger3aq6000j216jm2s01', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795812722169484, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgkger35b5g0094solpaq27', 'first', '\x0de79b1e0e85caa30b918a53fa2be6e84a027d3415fc2e0c8030f7e5461d3f01', '*', 1795812722158283, NULL, NULL, NULL, NULL, NULL, 1795812720000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgkger3aq6000a7qqoi4f4s', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795812722169484, NULL, NULL, NULL, NULL, NULL, 1795812720000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgkger3vnd000b6junm4ueq', 0, 'contact_0pgkger3vnd000h3emj08r0f', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgkger3vnd000b6junm4ueq', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795812722212314, 1795812722212314, 189104733529461);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3eeeg009rnieh8gju', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795812722176925, 1795812722176925, 254692314387317);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3fnfg008fs2gl6tku', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795812722179551, 1795812722179551, 7747293545624);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3g2u000chc1nf5jf6', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795812722180284, 1795812722180284, 11506716626368);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3gegg00co6da130ec', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795812722181025, 1795812722181025, 24878539264391);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3grs000dic8pnvqaq', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795812722181880, 1795812722181880, 220350256393980);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3h5fg00f475k7mdrb', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795812722182495, 1795812722182495, 266348339781784);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3hiag00dran3jh2sn', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795812722183317, 1795812722183317, 201418846127111);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3ij6g00a01dai0737', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795812722185421, 1795812722185421, 201282849454134);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3itmg00fiug71dt62', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795812722186093, 1795812722186093, 63403962881381);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3j75000e6lfgh6te8', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795812722186698, 1795812722186698, 87878369333357);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3jfcg008s5muoupcf', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795812722187225, 1795812722187225, 151486294504404);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3jmn000enpru4f8rh', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795812722187694, 1795812722187694, 166243963788261);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3ju70009fk7jntofg', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795812722188174, 1795812722188174, 120521035373847);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3k5d000brlot41fn7', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795812722188634, 1795812722188634, 34244052201875);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3kehg00bocf7l4kph', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795812722189219, 1795812722189219, 70874539608853);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3kmtg00egjcgvu7ip', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795812722189755, 1795812722189755, 228060045293835);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3l1900080ajbgfi78', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795812722190418, 1795812722190418, 49707819437958);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3lahg00cad9susuam', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795812722191011, 1795812722191011, 278979569177359);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3lk1000fo3np7e8o5', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795812722191618, 1795812722191618, 153388684556422);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3lv4g00d4qbha4vj7', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795812722192329, 1795812722192329, 736137081917);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3m6jg00f3uheug9nn', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795812722192807, 1795812722192807, 99899693345733);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3mdo000becj07k4u8', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795812722193264, 1795812722193264, 52449268227276);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3mlag009ramptrm30', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795812722193749, 1795812722193749, 157228224129682);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3msrg00e6rmtdp8i8', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795812722194231, 1795812722194231, 28882137195427);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3n3p0008rvh632c0b', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795812722194674, 1795812722194674, 124605900696283);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3nal0009bcrafmd0m', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795812722195114, 1795812722195114, 43053447591868);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3nh7g00eimoialrf2', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795812722195535, 1795812722195535, 156467181884324);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3nos000coljqt086a', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795812722196024, 1795812722196024, 132324116590470);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3o1lg00c3nhi155l8', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795812722196587, 1795812722196587, 139896824133979);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3oaj0009mjca8a8nk', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795812722197158, 1795812722197158, 208046324354268);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3oii000dmb2bip949', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795812722197668, 1795812722197668, 33551416218799);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3ooug00aql7an6itc', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795812722198077, 1795812722198077, 59729929793963);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3p3lg00b0oa0sve3a', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795812722198763, 1795812722198763, 31547393348854);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3pb5g00c468s3q1r6', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795812722199243, 1795812722199243, 113358354380794);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3pib000b75sanbs8b', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795812722199702, 1795812722199702, 57152204355561);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3pov000bce7m3ibj0', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795812722200126, 1795812722200126, 176970027723466);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3pvog00dkalro47dk', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795812722200561, 1795812722200561, 209799180411231);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3q690008dqn27irpr', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795812722200978, 1795812722200978, 172897521546696);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3i8ug00fnonsnpsgr', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795812722184765, 1795812722204988, 71230013745305);
INSERT INTO public.customers VALUES (2, 'cust_0pgkger3sujg008r4k3fullt', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795812722206631, 1795812722206631, 34532173944118);
INSERT INTO public.customers VALUES (1, 'cust_0pgkger44070009p9ojedvko', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795812722221070, 1795812722221070, 53250640860265);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795812722158283, 'organization', 'created', '1', '1', 1795812722158283, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795812722158283, 'key', 'created', 'key_0pgkger35b5g0094solpaq27', 'key_0pgkger35b5g0094solpaq27', 1795812722158283, '', '', 'root', '', '{"id":"key_0pgkger35b5g0094solpaq27","name":"first","scopes":["*"],"created_at":"2026-11-27T20:52:02Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795812722169484, 'organization', 'created', '2', '2', 1795812722169484, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795812722169484, 'key', 'created', 'key_0pgkger3aq6000a7qqoi4f4s', 'key_0pgkger3aq6000a7qqoi4f4s', 1795812722169484, '', '', 'root', '', '{"id":"key_0pgkger3aq6000a7qqoi4f4s","name":"","scopes":["*"],"created_at":"2026-11-27T20:52:02Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795812722169484, 'key', 'created', 'key_0pgkger3aq6000j216jm2s01', 'key_0pgkger3aq6000j216jm2s01', 1795812722169484, '', '', 'root', '', '{"id":"key_0pgkger3aq6000j216jm2s01","name":"reader","scopes":["read:customers"],"created_at":"2026-11-27T20:52:02Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795812722176925, 'customer', 'created', 'cust_0pgkger3eeeg009rnieh8gju', 'R-0', 254692314387317, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '6ccb78d135095c580ac5d3b818e840a0', '{"id":"cust_0pgkger3eeeg009rnieh8gju","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 5, 1795812722179551, 'customer', 'created', 'cust_0pgkger3fnfg008fs2gl6tku', 'R-1', 7747293545624, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'c9d819422fc3ba262111a52bf4d62b60', '{"id":"cust_0pgkger3fnfg008fs2gl6tku","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 6, 1795812722180284, 'customer', 'created', 'cust_0pgkger3g2u000chc1nf5jf6', 'R-2', 11506716626368, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'e84ac200da20291bacc2fd1598f59d6d', '{"id":"cust_0pgkger3g2u000chc1nf5jf6","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 7, 1795812722181025, 'customer', 'created', 'cust_0pgkger3gegg00co6da130ec', 'R-3', 24878539264391, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'f0d239483122983545548181b6fd5719', '{"id":"cust_0pgkger3gegg00co6da130ec","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 8, 1795812722181880, 'customer', 'created', 'cust_0pgkger3grs000dic8pnvqaq', 'R-4', 220350256393980, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '137e5b4ecb02058ea93a2a0dff47f1f7', '{"id":"cust_0pgkger3grs000dic8pnvqaq","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 9, 1795812722182495, 'customer', 'created', 'cust_0pgkger3h5fg00f475k7mdrb', 'R-5', 266348339781784, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'dcc6fda57d6415481e0e570a64aa5454', '{"id":"cust_0pgkger3h5fg00f475k7mdrb","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 10, 1795812722183317, 'customer', 'created', 'cust_0pgkger3hiag00dran3jh2sn', 'R-6', 201418846127111, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '932fc134e728e0ef3f43c08020f552d4', '{"id":"cust_0pgkger3hiag00dran3jh2sn","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 11, 1795812722184119, 'customer', 'created', 'cust_0pgkger3hurg00fcfsr5q57p', 'R-7', 270665673792580, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'fb2ddb231abcfb97085e341d6a993d1d', '{"id":"cust_0pgkger3hurg00fcfsr5q57p","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 12, 1795812722184765, 'customer', 'created', 'cust_0pgkger3i8ug00fnonsnpsgr', 'R-8', 71230013745304, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'd31a03d230e584c5cc0003db3cf24f38', '{"id":"cust_0pgkger3i8ug00fnonsnpsgr","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 13, 1795812722185421, 'customer', 'created', 'cust_0pgkger3ij6g00a01dai0737', 'R-9', 201282849454134, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'd7b61b747aac00bbb8de5987271dd474', '{"id":"cust_0pgkger3ij6g00a01dai0737","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 14, 1795812722186093, 'customer', 'created', 'cust_0pgkger3itmg00fiug71dt62', 'R-10', 63403962881381, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'd650eb5fc4a4a0fdc4453c6cc55f760d', '{"id":"cust_0pgkger3itmg00fiug71dt62","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 15, 1795812722186698, 'customer', 'created', 'cust_0pgkger3j75000e6lfgh6te8', 'R-11', 87878369333357, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'b25a0c51527933ef9ed4b2c716ca6fee', '{"id":"cust_0pgkger3j75000e6lfgh6te8","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 16, 1795812722187225, 'customer', 'created', 'cust_0pgkger3jfcg008s5muoupcf', 'R-12', 151486294504404, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '4e5ef762d412e975cd5e50da2ae55305', '{"id":"cust_0pgkger3jfcg008s5muoupcf","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 17, 1795812722187694, 'customer', 'created', 'cust_0pgkger3jmn000enpru4f8rh', 'R-13', 166243963788261, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'e03784f0760254fe097430d059b8b053', '{"id":"cust_0pgkger3jmn000enpru4f8rh","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 18, 1795812722188174, 'customer', 'created', 'cust_0pgkger3ju70009fk7jntofg', 'R-14', 120521035373847, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '070ac69079d900bb8e847cb60f608d29', '{"id":"cust_0pgkger3ju70009fk7jntofg","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 19, 1795812722188634, 'customer', 'created', 'cust_0pgkger3k5d000brlot41fn7', 'R-15', 34244052201875, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '436d9b07145b29e9cc06714344073b05', '{"id":"cust_0pgkger3k5d000brlot41fn7","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 20, 1795812722189219, 'customer', 'created', 'cust_0pgkger3kehg00bocf7l4kph', 'R-16', 70874539608853, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'd7e903a2aee6f60ff7e29f087d3394bd', '{"id":"cust_0pgkger3kehg00bocf7l4kph","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 21, 1795812722189755, 'customer', 'created', 'cust_0pgkger3kmtg00egjcgvu7ip', 'R-17', 228060045293835, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '7e9614655fcb0b7501554ccb418dcf90', '{"id":"cust_0pgkger3kmtg00egjcgvu7ip","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 22, 1795812722190418, 'customer', 'created', 'cust_0pgkger3l1900080ajbgfi78', 'R-18', 49707819437958, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '2ac08cca125075fcc637fd2ca8c46948', '{"id":"cust_0pgkger3l1900080ajbgfi78","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 23, 1795812722191011, 'customer', 'created', 'cust_0pgkger3lahg00cad9susuam', 'R-19', 278979569177359, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '61b441d84d1c65290a6a791fdabf59a3', '{"id":"cust_0pgkger3lahg00cad9susuam","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 24, 1795812722191618, 'customer', 'created', 'cust_0pgkger3lk1000fo3np7e8o5', 'R-20', 153388684556422, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '7e019ffaad35fc8b4b4e509d958b34b3', '{"id":"cust_0pgkger3lk1000fo3np7e8o5","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 25, 1795812722192329, 'customer', 'created', 'cust_0pgkger3lv4g00d4qbha4vj7', 'R-21', 736137081917, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '6a0dc6d9d4a0a5b6744c053d25f8cf4d', '{"id":"cust_0pgkger3lv4g00d4qbha4vj7","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 26, 1795812722192807, 'customer', 'created', 'cust_0pgkger3m6jg00f3uheug9nn', 'R-22', 99899693345733, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '5378c8fd4ecaaf500eb8cc5bb9278653', '{"id":"cust_0pgkger3m6jg00f3uheug9nn","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 27, 1795812722193264, 'customer', 'created', 'cust_0pgkger3mdo000becj07k4u8', 'R-23', 52449268227276, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'd9704ac3d49ca9d99b5e9dea9fabf7f1', '{"id":"cust_0pgkger3mdo000becj07k4u8","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 28, 1795812722193749, 'customer', 'created', 'cust_0pgkger3mlag009ramptrm30', 'R-24', 157228224129682, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'd6fc51af1b90823cd40a1b60cddde24a', '{"id":"cust_0pgkger3mlag009ramptrm30","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 29, 1795812722194231, 'customer', 'created', 'cust_0pgkger3msrg00e6rmtdp8i8', 'R-25', 28882137195427, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '7613c0aa7ea453485cb4c7b60afabbbb', '{"id":"cust_0pgkger3msrg00e6rmtdp8i8","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 30, 1795812722194674, 'customer', 'created', 'cust_0pgkger3n3p0008rvh632c0b', 'R-26', 124605900696283, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'a592fa36bbe111a6abbd07d148207b17', '{"id":"cust_0pgkger3n3p0008rvh632c0b","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 31, 1795812722195114, 'customer', 'created', 'cust_0pgkger3nal0009bcrafmd0m', 'R-27', 43053447591868, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '0193b6b185f4e97bb7bbe551c79a9c76', '{"id":"cust_0pgkger3nal0009bcrafmd0m","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 32, 1795812722195535, 'customer', 'created', 'cust_0pgkger3nh7g00eimoialrf2', 'R-28', 156467181884324, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'cc0ec6fdde32766756fd997fe2888b98', '{"id":"cust_0pgkger3nh7g00eimoialrf2","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 33, 1795812722196024, 'customer', 'created', 'cust_0pgkger3nos000coljqt086a', 'R-29', 132324116590470, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'b04424e36a5809494cfa5cfa6c4a13be', '{"id":"cust_0pgkger3nos000coljqt086a","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 34, 1795812722196587, 'customer', 'created', 'cust_0pgkger3o1lg00c3nhi155l8', 'R-30', 139896824133979, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '427f9fcfbdb4140fea52755f824dd528', '{"id":"cust_0pgkger3o1lg00c3nhi155l8","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 35, 1795812722197158, 'customer', 'created', 'cust_0pgkger3oaj0009mjca8a8nk', 'R-31', 208046324354268, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '085d1a40655930c76f29d4db54eaa45c', '{"id":"cust_0pgkger3oaj0009mjca8a8nk","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 36, 1795812722197668, 'customer', 'created', 'cust_0pgkger3oii000dmb2bip949', 'R-32', 33551416218799, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'acff8c5cdb7e4fcb757525305b74a0cf', '{"id":"cust_0pgkger3oii000dmb2bip949","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 37, 1795812722198077, 'customer', 'created', 'cust_0pgkger3ooug00aql7an6itc', 'R-33', 59729929793963, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '1f9993b95858b29aada7fd27c5c8264e', '{"id":"cust_0pgkger3ooug00aql7an6itc","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 38, 1795812722198763, 'customer', 'created', 'cust_0pgkger3p3lg00b0oa0sve3a', 'R-34', 31547393348854, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '857f341d2e0b362cba698c18e7603db2', '{"id":"cust_0pgkger3p3lg00b0oa0sve3a","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 39, 1795812722199243, 'customer', 'created', 'cust_0pgkger3pb5g00c468s3q1r6', 'R-35', 113358354380794, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '25b3ecafeabd5543557a21694b0c3736', '{"id":"cust_0pgkger3pb5g00c468s3q1r6","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 40, 1795812722199702, 'customer', 'created', 'cust_0pgkger3pib000b75sanbs8b', 'R-36', 57152204355561, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'd7bdac51203ef4110b7b6c883390d96d', '{"id":"cust_0pgkger3pib000b75sanbs8b","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 41, 1795812722200126, 'customer', 'created', 'cust_0pgkger3pov000bce7m3ibj0', 'R-37', 176970027723466, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'b3f02a132565d6d8e4021ef3da4277ef', '{"id":"cust_0pgkger3pov000bce7m3ibj0","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 42, 1795812722200561, 'customer', 'created', 'cust_0pgkger3pvog00dkalro47dk', 'R-38', 209799180411231, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'ce6697a4a252fa498bee1e8da61f3f1e', '{"id":"cust_0pgkger3pvog00dkalro47dk","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 43, 1795812722200978, 'customer', 'created', 'cust_0pgkger3q690008dqn27irpr', 'R-39', 172897521546696, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '23d2c6aa68e9092a0bd87770c1592105', '{"id":"cust_0pgkger3q690008dqn27irpr","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 44, 1795812722201340, 'customer', 'deleted', 'cust_0pgkger3hurg00fcfsr5q57p', 'R-7', 270665673792581, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', 'eb033e91bdfc70e89341fee24827d27d', '{"id":"cust_0pgkger3hurg00fcfsr5q57p","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 45, 1795812722204988, 'customer', 'updated', 'cust_0pgkger3i8ug00fnonsnpsgr', 'R-8', 71230013745305, 'name,domain', 'key_0pgkger3aq6000a7qqoi4f4s', '', '09efe64af0b5c285b09d3c62ac57d85e', '{"id":"cust_0pgkger3i8ug00fnonsnpsgr","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 46, 1795812722206631, 'customer', 'created', 'cust_0pgkger3sujg008r4k3fullt', 'CUST-ACME-001', 34532173944118, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '09a4b399c9e74567913f1ebba85814c9', '{"id":"cust_0pgkger3sujg008r4k3fullt","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 47, 1795812722208886, 'location', 'created', 'loc_0pgkger3u1r000c5jgd10996', 'LOC-CHI-001', 210551773734986, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '5801ed4b40da12168e0db5d75ad7bb97', '{"id":"loc_0pgkger3u1r000c5jgd10996","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 48, 1795812722212314, 'carrier', 'created', 'carrier_0pgkger3vnd000b6junm4ueq', 'CARR-SWIFT-001', 189104733529461, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '20c66f7125435be2506fc092268af824', '{"id":"carrier_0pgkger3vnd000b6junm4ueq","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgkger3vnd000h3emj08r0f","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (2, 49, 1795812722215210, 'load', 'created', 'load_0pgkger414l0009mbvbr5cb1', 'LOAD-2026-0001', 89799210442392, '', 'key_0pgkger3aq6000a7qqoi4f4s', '', '7ae31ed019557e0f9683e5ef67b7598e', '{"id":"load_0pgkger414l0009mbvbr5cb1","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgkger3sujg008r4k3fullt","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgkger3vnd000b6junm4ueq","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgkger414l000iuv3vnevtb","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgkger414l000q2oru85msb","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.events VALUES (1, 3, 1795812722221070, 'customer', 'created', 'cust_0pgkger44070009p9ojedvko', 'R-1', 53250640860265, '', 'key_0pgkger35b5g0094solpaq27', '', '3f30b4fe46e37eec93f6c7df67f21643', '{"id":"cust_0pgkger44070009p9ojedvko","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-27T20:52:02Z","updated_at":"2026-11-27T20:52:02Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-27 20:52:02.052103');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-27 20:52:02.055315');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-27 20:52:02.060377');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-27 20:52:02.063395');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-27 20:52:02.066455');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-27 20:52:02.067029');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-27 20:52:02.068857');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-27 20:52:02.071055');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-27 20:52:02.072022');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-27 20:52:02.07292');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-27 20:52:02.083918');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-27 20:52:02.085398');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-27 20:52:02.096067');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-27 20:52:02.098646');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-27 20:52:02.101495');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-27 20:52:02.11692');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-27 20:52:02.1174');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-27 20:52:02.120292');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-27 20:52:02.124404');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkger414l0009mbvbr5cb1', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkger414l0009mbvbr5cb1', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkger414l0009mbvbr5cb1', 0, 'stop_0pgkger414l000iuv3vnevtb', 1, 'PICKUP', 'loc_0pgkger3u1r000c5jgd10996', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkger414l0009mbvbr5cb1', 1, 'stop_0pgkger414l000q2oru85msb', 2, 'DELIVERY', 'loc_0pgkger3u1r000c5jgd10996', 1770019200000000, 1770048000000000);
INSERT INTO public.loads VALUES (2, 'load_0pgkger414l0009mbvbr5cb1', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgkger3sujg008r4k3fullt', 'carrier_0pgkger3vnd000b6junm4ueq', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795812722215210, 1795812722215210, 89799210442392);
INSERT INTO public.locations VALUES (2, 'loc_0pgkger3u1r000c5jgd10996', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795812722208886, 1795812722208886, 210551773734986);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkger3sujg008r4k3fullt', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkger3sujg008r4k3fullt', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkger3u1r000c5jgd10996', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkger3u1r000c5jgd10996', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkger3vnd000b6junm4ueq', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkger3vnd000b6junm4ueq', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkger414l0009mbvbr5cb1', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkger414l0009mbvbr5cb1', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795812722158283, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795812722169484, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 39, 20, 114219519955562, 114219519955562);
INSERT INTO public.row_counts VALUES (2, 'customers', 38, 20, 270979852865651, 247466290371723);
INSERT INTO public.row_counts VALUES (2, 'locations', 38, 1, 34846289282799, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 38, 1, 34846289282799, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 38, 1, 268582211948932, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 38, 1, 62770384876269, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 38, 1, 62770384876269, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 38, 1, 62770384876269, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 38, 1, 185500138085327, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 19, true);
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
ALTER TABLE ONLY public.row_counts
    ADD CONSTRAINT row_counts_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_organization FOREIGN KEY (organization_id) REFERENCES public.organizations(id);
