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
INSERT INTO public.api_keys VALUES (2, 'key_0pgk9o60r05g00j14e9aedm3', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795798316668939, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgk9o5vl3mg00f5dt40ltfj', 'first', '\x101b93e73a293ead74951fb42fe5c68c7e129ed64547cae377e4a9571e289de2', '*', 1795798316591341, NULL, NULL, NULL, NULL, NULL, 1795798260000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgk9o60r05g00e9d1k11sil', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795798316668939, NULL, NULL, NULL, NULL, NULL, 1795798260000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgk9o641fl0008epcdvmulg', 0, 'contact_0pgk9o641fl000lnr9970nto', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgk9o641fl0008epcdvmulg', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795798316878826, 1795798316878826, 141468896557985);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o6198kg00d1inol4esf', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795798316698153, 1795798316698153, 22936482286751);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61iqm000agm5evd7fp', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795798316717740, 1795798316717740, 270752949250154);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61kra000agaqde6hc9', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795798316721876, 1795798316721876, 103432109700383);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61n69000fsda6oodv8', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795798316726674, 1795798316726674, 64509359601089);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61ni9g0092qn33864o', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795798316727443, 1795798316727443, 184466317689130);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61o77g009gi1h3d0pf', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795798316728783, 1795798316728783, 8320214484130);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61ops000cnjb382kui', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795798316729976, 1795798316729976, 64083096097360);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61roh000afqjbqgu6k', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795798316736034, 1795798316736034, 192294966547018);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61ure000ese9f9c9gt', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795798316742364, 1795798316742364, 112148991890921);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61va20009hejs16g5u', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795798316743300, 1795798316743300, 260653924696748);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61vp9000apoh1bn5vn', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795798316744274, 1795798316744274, 77059229757384);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o620ev000bjmnmh8ci4', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795798316745662, 1795798316745662, 196569095048684);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62113000945oetkc5f', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795798316746822, 1795798316746822, 150449261475952);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o621ca0008m7erv1cck', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795798316747540, 1795798316747540, 137714100165631);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o622v70009go9fg3b45', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795798316750798, 1795798316750798, 94507632568907);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o623hb00096ofp2bn8h', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795798316751958, 1795798316751958, 220710900899189);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62402000e1ouf2lc18', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795798316752900, 1795798316752900, 57609891844179);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o624nhg00d3679o6c27', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795798316754403, 1795798316754403, 269592397900997);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o6255ig00bgmuce4mvi', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795798316755301, 1795798316755301, 222214948413142);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o625opg00as97emlvnj', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795798316756531, 1795798316756531, 265912925554247);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o6268eg00dhl9a4f7qd', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795798316757533, 1795798316757533, 281391828022835);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o626kvg00di10f96bim', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795798316758335, 1795798316758335, 222439658293607);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62748g009un1l685kr', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795798316759313, 1795798316759313, 187928680052802);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62ajb000dv686qbqet', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795798316766422, 1795798316766422, 230840148993081);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62b3ag00ab6c3cgg33', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795798316767445, 1795798316767445, 208284738298228);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62bgjg00a5s1h8upbt', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795798316768295, 1795798316768295, 106535844897111);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62bv1000bh5fgqgk9i', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795798316769218, 1795798316769218, 251105261768317);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62e0dg00cuvmq7o9c2', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795798316773403, 1795798316773403, 219124917063059);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62gcbg00a2hag2bi26', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795798316778263, 1795798316778263, 60598518158606);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62gmng00820d92tcsp', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795798316778927, 1795798316778927, 119599465528074);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62h2dg00b8sjd39clr', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795798316779675, 1795798316779675, 43324251250941);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62hg0g00dso26mv9io', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795798316780545, 1795798316780545, 53328316986514);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62j9fg008l4q18knd1', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795798316784223, 1795798316784223, 83829720601582);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62jln000caf6hpk3ba', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795798316785006, 1795798316785006, 230703619870353);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62k44000fuvlk1npbu', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795798316785928, 1795798316785928, 266368558216835);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62kmq000dfnajnnl6u', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795798316787124, 1795798316787124, 12084076409927);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62o4u000d0cvo0d2ao', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795798316794172, 1795798316794172, 140826026191576);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o62rcag00dl4v20ncbv', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795798316800789, 1795798316800789, 190443482654408);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o61rasg00ab5dbst63v', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795798316735161, 1795798316822721, 60338599504820);
INSERT INTO public.customers VALUES (2, 'cust_0pgk9o63c7mg009r84c6kji5', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795798316835309, 1795798316835309, 114983921419474);
INSERT INTO public.customers VALUES (1, 'cust_0pgk9o64u6vg00cb554o93pa', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795798316937663, 1795798316937663, 256742287332454);
INSERT INTO public.event_heads VALUES (2, 46, 0);
INSERT INTO public.event_heads VALUES (1, 1, 0);
INSERT INTO public.events VALUES (2, 1, 1795798316698153, 'customer', 'created', 'cust_0pgk9o6198kg00d1inol4esf', 'R-0', 22936482286751, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '4bb16eced2dca7a760c9d48f722377ff', '{"id":"cust_0pgk9o6198kg00d1inol4esf","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 2, 1795798316717740, 'customer', 'created', 'cust_0pgk9o61iqm000agm5evd7fp', 'R-1', 270752949250154, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'be53f3ebb2dec9c7aeb169003c9a1add', '{"id":"cust_0pgk9o61iqm000agm5evd7fp","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 3, 1795798316721876, 'customer', 'created', 'cust_0pgk9o61kra000agaqde6hc9', 'R-2', 103432109700383, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'e28d96b00c8514dee845671320bc808f', '{"id":"cust_0pgk9o61kra000agaqde6hc9","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 4, 1795798316726674, 'customer', 'created', 'cust_0pgk9o61n69000fsda6oodv8', 'R-3', 64509359601089, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '2b2515ca69e1c839c563a15ff6d4fde7', '{"id":"cust_0pgk9o61n69000fsda6oodv8","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 5, 1795798316727443, 'customer', 'created', 'cust_0pgk9o61ni9g0092qn33864o', 'R-4', 184466317689130, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'e60d86532d06d2e2ed70acc18ae0b0c8', '{"id":"cust_0pgk9o61ni9g0092qn33864o","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 6, 1795798316728783, 'customer', 'created', 'cust_0pgk9o61o77g009gi1h3d0pf', 'R-5', 8320214484130, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'cf99c425e2ee8766cfbc9d9e3d600fa2', '{"id":"cust_0pgk9o61o77g009gi1h3d0pf","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 7, 1795798316729976, 'customer', 'created', 'cust_0pgk9o61ops000cnjb382kui', 'R-6', 64083096097360, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '13137bef3e81ed4ebc3f94e4144ec0a1', '{"id":"cust_0pgk9o61ops000cnjb382kui","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 8, 1795798316734324, 'customer', 'created', 'cust_0pgk9o61qtq000bjjo0vnhdl', 'R-7', 276897161969808, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '9cf0ca02ae44d7093351f30e552ae177', '{"id":"cust_0pgk9o61qtq000bjjo0vnhdl","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 9, 1795798316735161, 'customer', 'created', 'cust_0pgk9o61rasg00ab5dbst63v', 'R-8', 60338599504819, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '63b4b85854e11c6b0816277c1a6eb035', '{"id":"cust_0pgk9o61rasg00ab5dbst63v","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 10, 1795798316736034, 'customer', 'created', 'cust_0pgk9o61roh000afqjbqgu6k', 'R-9', 192294966547018, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '095dacad74d30eafdd42ba767d3e3cca', '{"id":"cust_0pgk9o61roh000afqjbqgu6k","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 11, 1795798316742364, 'customer', 'created', 'cust_0pgk9o61ure000ese9f9c9gt', 'R-10', 112148991890921, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'ee31c27b51d59dbf1ec69a2bd188b4f2', '{"id":"cust_0pgk9o61ure000ese9f9c9gt","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 12, 1795798316743300, 'customer', 'created', 'cust_0pgk9o61va20009hejs16g5u', 'R-11', 260653924696748, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'f12f2824a31c8153470bf4bcdc9d3eaf', '{"id":"cust_0pgk9o61va20009hejs16g5u","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 13, 1795798316744274, 'customer', 'created', 'cust_0pgk9o61vp9000apoh1bn5vn', 'R-12', 77059229757384, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'e888bfaa8b1b3e24faad5563d39b8936', '{"id":"cust_0pgk9o61vp9000apoh1bn5vn","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 14, 1795798316745662, 'customer', 'created', 'cust_0pgk9o620ev000bjmnmh8ci4', 'R-13', 196569095048684, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '3bc28dc3806643ac3f3648567421d534', '{"id":"cust_0pgk9o620ev000bjmnmh8ci4","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 15, 1795798316746822, 'customer', 'created', 'cust_0pgk9o62113000945oetkc5f', 'R-14', 150449261475952, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'e5df1076872d938e4c928e03f6ea3362', '{"id":"cust_0pgk9o62113000945oetkc5f","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 16, 1795798316747540, 'customer', 'created', 'cust_0pgk9o621ca0008m7erv1cck', 'R-15', 137714100165631, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '0ba4a6a36e87a293db7922720f88a1d6', '{"id":"cust_0pgk9o621ca0008m7erv1cck","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 17, 1795798316750798, 'customer', 'created', 'cust_0pgk9o622v70009go9fg3b45', 'R-16', 94507632568907, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '4d84fd90b36306017e5dee8368d82f13', '{"id":"cust_0pgk9o622v70009go9fg3b45","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 18, 1795798316751958, 'customer', 'created', 'cust_0pgk9o623hb00096ofp2bn8h', 'R-17', 220710900899189, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '46eeebb64b4a69b5e5a99221deb481f0', '{"id":"cust_0pgk9o623hb00096ofp2bn8h","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 19, 1795798316752900, 'customer', 'created', 'cust_0pgk9o62402000e1ouf2lc18', 'R-18', 57609891844179, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '53056d3038159e77a58da93937f0f0c6', '{"id":"cust_0pgk9o62402000e1ouf2lc18","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 20, 1795798316754403, 'customer', 'created', 'cust_0pgk9o624nhg00d3679o6c27', 'R-19', 269592397900997, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'c71ce643c3146d770d2e40fbd860db59', '{"id":"cust_0pgk9o624nhg00d3679o6c27","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 21, 1795798316755301, 'customer', 'created', 'cust_0pgk9o6255ig00bgmuce4mvi', 'R-20', 222214948413142, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '70376086010654b0360382c2a8eb7028', '{"id":"cust_0pgk9o6255ig00bgmuce4mvi","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 22, 1795798316756531, 'customer', 'created', 'cust_0pgk9o625opg00as97emlvnj', 'R-21', 265912925554247, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '80541306028897a8d76ef77964b3cb1e', '{"id":"cust_0pgk9o625opg00as97emlvnj","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 23, 1795798316757533, 'customer', 'created', 'cust_0pgk9o6268eg00dhl9a4f7qd', 'R-22', 281391828022835, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'a94d0738431a589687abeb946311b196', '{"id":"cust_0pgk9o6268eg00dhl9a4f7qd","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 24, 1795798316758335, 'customer', 'created', 'cust_0pgk9o626kvg00di10f96bim', 'R-23', 222439658293607, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'b73612d90e33ef4e74d024f2fb8e7331', '{"id":"cust_0pgk9o626kvg00di10f96bim","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 25, 1795798316759313, 'customer', 'created', 'cust_0pgk9o62748g009un1l685kr', 'R-24', 187928680052802, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '29900b2d190d52819f1a49d22daf2230', '{"id":"cust_0pgk9o62748g009un1l685kr","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 26, 1795798316766422, 'customer', 'created', 'cust_0pgk9o62ajb000dv686qbqet', 'R-25', 230840148993081, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '58c8de195d295e74cc3ffa13ad274c82', '{"id":"cust_0pgk9o62ajb000dv686qbqet","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 27, 1795798316767445, 'customer', 'created', 'cust_0pgk9o62b3ag00ab6c3cgg33', 'R-26', 208284738298228, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '4e0a13ec5c209977e00607f65688c0ef', '{"id":"cust_0pgk9o62b3ag00ab6c3cgg33","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 28, 1795798316768295, 'customer', 'created', 'cust_0pgk9o62bgjg00a5s1h8upbt', 'R-27', 106535844897111, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '0fefd28450e0609b7b1b7419ab4b41c9', '{"id":"cust_0pgk9o62bgjg00a5s1h8upbt","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 29, 1795798316769218, 'customer', 'created', 'cust_0pgk9o62bv1000bh5fgqgk9i', 'R-28', 251105261768317, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '42b98467e4c5b91243554f7ad9b04fa2', '{"id":"cust_0pgk9o62bv1000bh5fgqgk9i","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 30, 1795798316773403, 'customer', 'created', 'cust_0pgk9o62e0dg00cuvmq7o9c2', 'R-29', 219124917063059, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'e49c8cf26da32ffb12c7ec6903a973ec', '{"id":"cust_0pgk9o62e0dg00cuvmq7o9c2","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 31, 1795798316778263, 'customer', 'created', 'cust_0pgk9o62gcbg00a2hag2bi26', 'R-30', 60598518158606, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '59411b4722f5673adb6e36f5c940d225', '{"id":"cust_0pgk9o62gcbg00a2hag2bi26","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 32, 1795798316778927, 'customer', 'created', 'cust_0pgk9o62gmng00820d92tcsp', 'R-31', 119599465528074, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '59963598f79777087962d5c35ee9de92', '{"id":"cust_0pgk9o62gmng00820d92tcsp","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 33, 1795798316779675, 'customer', 'created', 'cust_0pgk9o62h2dg00b8sjd39clr', 'R-32', 43324251250941, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '822f8cffdd3fdab64182ee73272b1d40', '{"id":"cust_0pgk9o62h2dg00b8sjd39clr","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 34, 1795798316780545, 'customer', 'created', 'cust_0pgk9o62hg0g00dso26mv9io', 'R-33', 53328316986514, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'c0291da070969ba7b6b600016ac01426', '{"id":"cust_0pgk9o62hg0g00dso26mv9io","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 35, 1795798316784223, 'customer', 'created', 'cust_0pgk9o62j9fg008l4q18knd1', 'R-34', 83829720601582, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'b2f7234a3b9b9c8127398d7fa5777133', '{"id":"cust_0pgk9o62j9fg008l4q18knd1","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 36, 1795798316785006, 'customer', 'created', 'cust_0pgk9o62jln000caf6hpk3ba', 'R-35', 230703619870353, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'bcc926ad8de4035401f38e8be3dca7bf', '{"id":"cust_0pgk9o62jln000caf6hpk3ba","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 37, 1795798316785928, 'customer', 'created', 'cust_0pgk9o62k44000fuvlk1npbu', 'R-36', 266368558216835, '', 'key_0pgk9o60r05g00e9d1k11sil', '', 'a3ee14ce62c80ff9c72b71033a089235', '{"id":"cust_0pgk9o62k44000fuvlk1npbu","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 38, 1795798316787124, 'customer', 'created', 'cust_0pgk9o62kmq000dfnajnnl6u', 'R-37', 12084076409927, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '2300102006b6ff2a1045dabe2d9ad016', '{"id":"cust_0pgk9o62kmq000dfnajnnl6u","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 39, 1795798316794172, 'customer', 'created', 'cust_0pgk9o62o4u000d0cvo0d2ao', 'R-38', 140826026191576, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '0ee56ba6ff9041478b46900b1b7e5964', '{"id":"cust_0pgk9o62o4u000d0cvo0d2ao","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 40, 1795798316800789, 'customer', 'created', 'cust_0pgk9o62rcag00dl4v20ncbv', 'R-39', 190443482654408, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '61d33ae6685e5c933885449d30c558bf', '{"id":"cust_0pgk9o62rcag00dl4v20ncbv","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 41, 1795798316802222, 'customer', 'deleted', 'cust_0pgk9o61qtq000bjjo0vnhdl', 'R-7', 276897161969809, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '553ab9a17d773f36c7848545dce1513c', '{"id":"cust_0pgk9o61qtq000bjjo0vnhdl","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 42, 1795798316822721, 'customer', 'updated', 'cust_0pgk9o61rasg00ab5dbst63v', 'R-8', 60338599504820, 'name,domain', 'key_0pgk9o60r05g00e9d1k11sil', '', '236ba6a2cc36ce00cfe9976f7ec6ddf7', '{"id":"cust_0pgk9o61rasg00ab5dbst63v","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 43, 1795798316835309, 'customer', 'created', 'cust_0pgk9o63c7mg009r84c6kji5', 'CUST-ACME-001', 114983921419474, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '8676925a984ee8600c294d654080d957', '{"id":"cust_0pgk9o63c7mg009r84c6kji5","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 44, 1795798316848245, 'location', 'created', 'loc_0pgk9o63ihqg00fvnudrlubq', 'LOC-CHI-001', 96190801833308, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '47af1bea81d6eb51a3ee92440effdac8', '{"id":"loc_0pgk9o63ihqg00fvnudrlubq","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 45, 1795798316878826, 'carrier', 'created', 'carrier_0pgk9o641fl0008epcdvmulg', 'CARR-SWIFT-001', 141468896557985, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '9139e3fd62448a17fd3c6cdc1dcf548d', '{"id":"carrier_0pgk9o641fl0008epcdvmulg","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgk9o641fl000lnr9970nto","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (2, 46, 1795798316910374, 'load', 'created', 'load_0pgk9o64gsj000b9ktmi4t4d', 'LOAD-2026-0001', 57445867615983, '', 'key_0pgk9o60r05g00e9d1k11sil', '', '60214cbc0fd3b99da233b901b70b5865', '{"id":"load_0pgk9o64gsj000b9ktmi4t4d","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgk9o63c7mg009r84c6kji5","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgk9o641fl0008epcdvmulg","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgk9o64gsj000l9btil7j1g","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgk9o64gsj000rspt43fias","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.events VALUES (1, 1, 1795798316937663, 'customer', 'created', 'cust_0pgk9o64u6vg00cb554o93pa', 'R-1', 256742287332454, '', 'key_0pgk9o5vl3mg00f5dt40ltfj', '', '24c0672868ce6b477f9c2dbab2462bba', '{"id":"cust_0pgk9o64u6vg00cb554o93pa","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-27T16:51:56Z","updated_at":"2026-11-27T16:51:56Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-27 16:51:55.778732');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-27 16:51:55.919006');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-27 16:51:56.076273');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-27 16:51:56.090104');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-27 16:51:56.117287');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-27 16:51:56.119772');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-27 16:51:56.132427');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-27 16:51:56.137616');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-27 16:51:56.140637');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-27 16:51:56.143875');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-27 16:51:56.188008');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-27 16:51:56.196622');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-27 16:51:56.295254');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-27 16:51:56.349655');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-27 16:51:56.357869');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-27 16:51:56.470695');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-27 16:51:56.473806');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-27 16:51:56.487687');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgk9o64gsj000b9ktmi4t4d', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgk9o64gsj000b9ktmi4t4d', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgk9o64gsj000b9ktmi4t4d', 0, 'stop_0pgk9o64gsj000l9btil7j1g', 1, 'PICKUP', 'loc_0pgk9o63ihqg00fvnudrlubq', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgk9o64gsj000b9ktmi4t4d', 1, 'stop_0pgk9o64gsj000rspt43fias', 2, 'DELIVERY', 'loc_0pgk9o63ihqg00fvnudrlubq', 1770019200000000, 1770048000000000);
INSERT INTO public.loads VALUES (2, 'load_0pgk9o64gsj000b9ktmi4t4d', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgk9o63c7mg009r84c6kji5', 'carrier_0pgk9o641fl0008epcdvmulg', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795798316910374, 1795798316910374, 57445867615983);
INSERT INTO public.locations VALUES (2, 'loc_0pgk9o63ihqg00fvnudrlubq', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795798316848245, 1795798316848245, 96190801833308);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgk9o63c7mg009r84c6kji5', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgk9o63c7mg009r84c6kji5', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgk9o63ihqg00fvnudrlubq', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgk9o63ihqg00fvnudrlubq', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgk9o641fl0008epcdvmulg', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgk9o641fl0008epcdvmulg', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgk9o64gsj000b9ktmi4t4d', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgk9o64gsj000b9ktmi4t4d', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795798316591341, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795798316668939, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 61, 20, 34986809880972, 34986809880972);
INSERT INTO public.row_counts VALUES (2, 'customers', 60, 20, 3921020664104, 226325126507840);
INSERT INTO public.row_counts VALUES (2, 'locations', 60, 1, 21876951510880, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 60, 1, 21876951510880, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 60, 1, 250293091613985, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 60, 1, 174045173182870, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 60, 1, 174045173182870, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 60, 1, 174045173182870, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 60, 1, 266416212709133, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 18, true);
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
