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
INSERT INTO public.api_keys VALUES (2, 'key_0pgk8tfh210g00k5kvqt40l3', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795796524666945, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgk8tfg97n0008cjqa9nhs4', 'first', '\x447acada4dcae114ef12d48de268bce3171cae079558fcc7c206b8199facbdee', '*', 1795796524616174, NULL, NULL, NULL, NULL, NULL, 1795796520000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgk8tfh210g008bvs76t879', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795796524666945, NULL, NULL, NULL, NULL, NULL, 1795796520000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgk8tfj1s2000dl58k3odtg', 0, 'contact_0pgk8tfj1s2000klupg7hfj5', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgk8tfj1s2000dl58k3odtg', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795796524797700, 1795796524797700, 230152825216698);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhbdag00a6n1ddbipf', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795796524686165, 1795796524686165, 208810738618243);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhmeb0008kulcp1085', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795796524708758, 1795796524708758, 193787080308989);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhq7o0008dasru11o1', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795796524716528, 1795796524716528, 135521772613164);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhr1n000f6b0rufqbt', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795796524718190, 1795796524718190, 73766761900810);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhrnog00dctuj02r1v', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795796524719601, 1795796524719601, 190703615317737);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhsdmg00ed2re3eo5c', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795796524721005, 1795796524721005, 131543037107264);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfht9bg0085nogef35n', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795796524722775, 1795796524722775, 29269946125894);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhv99000eneid4i2gc', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795796524726866, 1795796524726866, 173450469741510);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhvl4g0093osiskl4t', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795796524727625, 1795796524727625, 23620960629282);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi10sg00dan67dqsv9', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795796524730425, 1795796524730425, 270381826378818);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi1j8g00acboeq29o0', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795796524731601, 1795796524731601, 411130602395);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi24vg00cfif73crm7', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795796524732735, 1795796524732735, 150766805467576);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi2ru000c8tv608bdk', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795796524734204, 1795796524734204, 149496336321155);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi3akg00baspgcnagi', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795796524735145, 1795796524735145, 83839511370981);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi3sh0009l4stp61rk', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795796524736290, 1795796524736290, 48231675443430);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi4gu000fk387mmdb2', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795796524737596, 1795796524737596, 190603792628185);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi7i3g00elbr14r9r0', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795796524743815, 1795796524743815, 163587208039417);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi8d8g00b3rt3ft8hd', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795796524745553, 1795796524745553, 145772394823475);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi942g009lic5jobar', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795796524747013, 1795796524747013, 52619314959435);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfi9sng00fhtkdgnl43', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795796524748591, 1795796524748591, 49284123833054);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfiafcg00ent9jeilqg', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795796524749785, 1795796524749785, 71913518664973);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfiateg00c5pnk9eb4t', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795796524750685, 1795796524750685, 162912021941376);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfibcfg009nfptef31a', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795796524751647, 1795796524751647, 168246468291327);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfibut000fhs1fuvr0t', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795796524752826, 1795796524752826, 184300387626545);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tficfc0008cjev02hff', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795796524753880, 1795796524753880, 205230717454090);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfid15g00e8inh2tpn9', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795796524755019, 1795796524755019, 14373418636206);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfidjqg00fv0qbt3uei', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795796524756213, 1795796524756213, 217953532655341);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfie99000ed4lhu5ilt', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795796524757586, 1795796524757586, 141730800362510);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfif02000cijv7kud5h', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795796524759044, 1795796524759044, 112346039870247);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfifatg00a91jtfg0vu', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795796524759739, 1795796524759739, 91891657872616);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfifnlg00fl8c5drkf7', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795796524760555, 1795796524760555, 77932611627738);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfig4sg00bsf4fi5eve', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795796524761401, 1795796524761401, 238256835265029);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfigjs00098562dtuod', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795796524762360, 1795796524762360, 95366867458308);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfih180008r0p20v524', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795796524763216, 1795796524763216, 6797290821222);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfihda000d2qk1ndad9', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795796524763988, 1795796524763988, 143284098829172);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfihtlg009ktak93db1', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795796524765035, 1795796524765035, 244143057397223);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfiichg00a04vc7je4b', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795796524765987, 1795796524765987, 231476890662465);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfiiljg00b258je7ivp', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795796524766567, 1795796524766567, 247179302040999);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfhun1000cojsqk98c9', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795796524725698, 1795796524775969, 166751987243785);
INSERT INTO public.customers VALUES (2, 'cust_0pgk8tfipkcg00f609q1ffht', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795796524780825, 1795796524780825, 132892831618167);
INSERT INTO public.customers VALUES (1, 'cust_0pgk8tfjf1ug00ckhsrtof34', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795796524824701, 1795796524824701, 2772654376461);
INSERT INTO public.event_heads VALUES (2, 46, 0);
INSERT INTO public.event_heads VALUES (1, 1, 0);
INSERT INTO public.events VALUES (2, 1, 1795796524686165, 'customer', 'created', 'cust_0pgk8tfhbdag00a6n1ddbipf', 'R-0', 208810738618243, '', 'key_0pgk8tfh210g008bvs76t879', '', '509341ac1cbdeb1779b7df1a61386ed9', '{"id":"cust_0pgk8tfhbdag00a6n1ddbipf","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 2, 1795796524708758, 'customer', 'created', 'cust_0pgk8tfhmeb0008kulcp1085', 'R-1', 193787080308989, '', 'key_0pgk8tfh210g008bvs76t879', '', '3a9cf646f796e4f33835726d4c9a9a0c', '{"id":"cust_0pgk8tfhmeb0008kulcp1085","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 3, 1795796524716528, 'customer', 'created', 'cust_0pgk8tfhq7o0008dasru11o1', 'R-2', 135521772613164, '', 'key_0pgk8tfh210g008bvs76t879', '', '5d0ee0e6ca04bc49862fbd97ee224e73', '{"id":"cust_0pgk8tfhq7o0008dasru11o1","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 4, 1795796524718190, 'customer', 'created', 'cust_0pgk8tfhr1n000f6b0rufqbt', 'R-3', 73766761900810, '', 'key_0pgk8tfh210g008bvs76t879', '', '29dfd4bc01a076ffc5e0a475d23f25af', '{"id":"cust_0pgk8tfhr1n000f6b0rufqbt","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 5, 1795796524719601, 'customer', 'created', 'cust_0pgk8tfhrnog00dctuj02r1v', 'R-4', 190703615317737, '', 'key_0pgk8tfh210g008bvs76t879', '', '2a513e537560d15b90568fa45c09dcd1', '{"id":"cust_0pgk8tfhrnog00dctuj02r1v","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 6, 1795796524721005, 'customer', 'created', 'cust_0pgk8tfhsdmg00ed2re3eo5c', 'R-5', 131543037107264, '', 'key_0pgk8tfh210g008bvs76t879', '', '57f396e2a4876bac5be8532575ed892d', '{"id":"cust_0pgk8tfhsdmg00ed2re3eo5c","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 7, 1795796524722775, 'customer', 'created', 'cust_0pgk8tfht9bg0085nogef35n', 'R-6', 29269946125894, '', 'key_0pgk8tfh210g008bvs76t879', '', 'a22f7d7eb33812a5dd6e438e98a00337', '{"id":"cust_0pgk8tfht9bg0085nogef35n","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 8, 1795796524724490, 'customer', 'created', 'cust_0pgk8tfhu4500087g9brv2tk', 'R-7', 274078850894064, '', 'key_0pgk8tfh210g008bvs76t879', '', 'ed655c163b3e616a1e7f08cd626a1e1e', '{"id":"cust_0pgk8tfhu4500087g9brv2tk","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 9, 1795796524725698, 'customer', 'created', 'cust_0pgk8tfhun1000cojsqk98c9', 'R-8', 166751987243784, '', 'key_0pgk8tfh210g008bvs76t879', '', 'f931b35e24a209e847461ac139a0ba89', '{"id":"cust_0pgk8tfhun1000cojsqk98c9","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 10, 1795796524726866, 'customer', 'created', 'cust_0pgk8tfhv99000eneid4i2gc', 'R-9', 173450469741510, '', 'key_0pgk8tfh210g008bvs76t879', '', '626b261eade1a808e207054bf57f11de', '{"id":"cust_0pgk8tfhv99000eneid4i2gc","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 11, 1795796524727625, 'customer', 'created', 'cust_0pgk8tfhvl4g0093osiskl4t', 'R-10', 23620960629282, '', 'key_0pgk8tfh210g008bvs76t879', '', '919cfaa4cb50e8a85c167cef386e27fc', '{"id":"cust_0pgk8tfhvl4g0093osiskl4t","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 12, 1795796524730425, 'customer', 'created', 'cust_0pgk8tfi10sg00dan67dqsv9', 'R-11', 270381826378818, '', 'key_0pgk8tfh210g008bvs76t879', '', 'f274cddb142b4f83b02894ce97371dbb', '{"id":"cust_0pgk8tfi10sg00dan67dqsv9","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 13, 1795796524731601, 'customer', 'created', 'cust_0pgk8tfi1j8g00acboeq29o0', 'R-12', 411130602395, '', 'key_0pgk8tfh210g008bvs76t879', '', 'bd3e52a63c53e6619a0bfbfb3c309f01', '{"id":"cust_0pgk8tfi1j8g00acboeq29o0","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 14, 1795796524732735, 'customer', 'created', 'cust_0pgk8tfi24vg00cfif73crm7', 'R-13', 150766805467576, '', 'key_0pgk8tfh210g008bvs76t879', '', 'dd4574d8d02a046f163c82887fec6e92', '{"id":"cust_0pgk8tfi24vg00cfif73crm7","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 15, 1795796524734204, 'customer', 'created', 'cust_0pgk8tfi2ru000c8tv608bdk', 'R-14', 149496336321155, '', 'key_0pgk8tfh210g008bvs76t879', '', '0d952b322ae099a61f1f88534753b189', '{"id":"cust_0pgk8tfi2ru000c8tv608bdk","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 16, 1795796524735145, 'customer', 'created', 'cust_0pgk8tfi3akg00baspgcnagi', 'R-15', 83839511370981, '', 'key_0pgk8tfh210g008bvs76t879', '', 'e0b276359720b4d730a6fd25ddf05a28', '{"id":"cust_0pgk8tfi3akg00baspgcnagi","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 17, 1795796524736290, 'customer', 'created', 'cust_0pgk8tfi3sh0009l4stp61rk', 'R-16', 48231675443430, '', 'key_0pgk8tfh210g008bvs76t879', '', '24557f02b1bf46ba3b5b6471fb7780ef', '{"id":"cust_0pgk8tfi3sh0009l4stp61rk","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 18, 1795796524737596, 'customer', 'created', 'cust_0pgk8tfi4gu000fk387mmdb2', 'R-17', 190603792628185, '', 'key_0pgk8tfh210g008bvs76t879', '', 'a22934bcf92e453e00246a99fba8f202', '{"id":"cust_0pgk8tfi4gu000fk387mmdb2","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 19, 1795796524743815, 'customer', 'created', 'cust_0pgk8tfi7i3g00elbr14r9r0', 'R-18', 163587208039417, '', 'key_0pgk8tfh210g008bvs76t879', '', 'cfccef1179f948ff5ca6443b06c9aca2', '{"id":"cust_0pgk8tfi7i3g00elbr14r9r0","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 20, 1795796524745553, 'customer', 'created', 'cust_0pgk8tfi8d8g00b3rt3ft8hd', 'R-19', 145772394823475, '', 'key_0pgk8tfh210g008bvs76t879', '', '1922accb232f9e7715fdd215aefccada', '{"id":"cust_0pgk8tfi8d8g00b3rt3ft8hd","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 21, 1795796524747013, 'customer', 'created', 'cust_0pgk8tfi942g009lic5jobar', 'R-20', 52619314959435, '', 'key_0pgk8tfh210g008bvs76t879', '', '43d35f4b17c56f0e5dc028b266c58e21', '{"id":"cust_0pgk8tfi942g009lic5jobar","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 22, 1795796524748591, 'customer', 'created', 'cust_0pgk8tfi9sng00fhtkdgnl43', 'R-21', 49284123833054, '', 'key_0pgk8tfh210g008bvs76t879', '', 'a7a4e5d0f809d8cb92322f3324723cd2', '{"id":"cust_0pgk8tfi9sng00fhtkdgnl43","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 23, 1795796524749785, 'customer', 'created', 'cust_0pgk8tfiafcg00ent9jeilqg', 'R-22', 71913518664973, '', 'key_0pgk8tfh210g008bvs76t879', '', '159e92250b14345f230e45a5c43cbfc7', '{"id":"cust_0pgk8tfiafcg00ent9jeilqg","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 24, 1795796524750685, 'customer', 'created', 'cust_0pgk8tfiateg00c5pnk9eb4t', 'R-23', 162912021941376, '', 'key_0pgk8tfh210g008bvs76t879', '', '266c423d91ccf405b08ee38fdbf872b4', '{"id":"cust_0pgk8tfiateg00c5pnk9eb4t","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 25, 1795796524751647, 'customer', 'created', 'cust_0pgk8tfibcfg009nfptef31a', 'R-24', 168246468291327, '', 'key_0pgk8tfh210g008bvs76t879', '', '0434a88b121b021f82572865c5fac914', '{"id":"cust_0pgk8tfibcfg009nfptef31a","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 26, 1795796524752826, 'customer', 'created', 'cust_0pgk8tfibut000fhs1fuvr0t', 'R-25', 184300387626545, '', 'key_0pgk8tfh210g008bvs76t879', '', 'e9846e4f132591156a72ba32ea2bbd7d', '{"id":"cust_0pgk8tfibut000fhs1fuvr0t","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 27, 1795796524753880, 'customer', 'created', 'cust_0pgk8tficfc0008cjev02hff', 'R-26', 205230717454090, '', 'key_0pgk8tfh210g008bvs76t879', '', 'ecc643e72e98c48a6a7df5c1f4bb2b04', '{"id":"cust_0pgk8tficfc0008cjev02hff","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 28, 1795796524755019, 'customer', 'created', 'cust_0pgk8tfid15g00e8inh2tpn9', 'R-27', 14373418636206, '', 'key_0pgk8tfh210g008bvs76t879', '', '96923f451500ea5877ec88c04cba8c89', '{"id":"cust_0pgk8tfid15g00e8inh2tpn9","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 29, 1795796524756213, 'customer', 'created', 'cust_0pgk8tfidjqg00fv0qbt3uei', 'R-28', 217953532655341, '', 'key_0pgk8tfh210g008bvs76t879', '', '3787eecefffffb76e215847ad2879dc7', '{"id":"cust_0pgk8tfidjqg00fv0qbt3uei","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 30, 1795796524757586, 'customer', 'created', 'cust_0pgk8tfie99000ed4lhu5ilt', 'R-29', 141730800362510, '', 'key_0pgk8tfh210g008bvs76t879', '', '62538e46ab9bb60a3aca9464659bc165', '{"id":"cust_0pgk8tfie99000ed4lhu5ilt","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 31, 1795796524759044, 'customer', 'created', 'cust_0pgk8tfif02000cijv7kud5h', 'R-30', 112346039870247, '', 'key_0pgk8tfh210g008bvs76t879', '', '483094a587b8e5399f50dab0898ac4f7', '{"id":"cust_0pgk8tfif02000cijv7kud5h","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 32, 1795796524759739, 'customer', 'created', 'cust_0pgk8tfifatg00a91jtfg0vu', 'R-31', 91891657872616, '', 'key_0pgk8tfh210g008bvs76t879', '', '675af8ac25d9a5cd630afa7c8cf0ae21', '{"id":"cust_0pgk8tfifatg00a91jtfg0vu","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 33, 1795796524760555, 'customer', 'created', 'cust_0pgk8tfifnlg00fl8c5drkf7', 'R-32', 77932611627738, '', 'key_0pgk8tfh210g008bvs76t879', '', 'c2f3ab4224726c98e4c19d730ba07830', '{"id":"cust_0pgk8tfifnlg00fl8c5drkf7","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 34, 1795796524761401, 'customer', 'created', 'cust_0pgk8tfig4sg00bsf4fi5eve', 'R-33', 238256835265029, '', 'key_0pgk8tfh210g008bvs76t879', '', '4a3d727aad4a9027fa52cdb0ffa28d4c', '{"id":"cust_0pgk8tfig4sg00bsf4fi5eve","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 35, 1795796524762360, 'customer', 'created', 'cust_0pgk8tfigjs00098562dtuod', 'R-34', 95366867458308, '', 'key_0pgk8tfh210g008bvs76t879', '', '9f75c84dbdf1aa9efbf687aaffb29e8a', '{"id":"cust_0pgk8tfigjs00098562dtuod","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 36, 1795796524763216, 'customer', 'created', 'cust_0pgk8tfih180008r0p20v524', 'R-35', 6797290821222, '', 'key_0pgk8tfh210g008bvs76t879', '', '659eb42b059e64a1cc52be5ebc403132', '{"id":"cust_0pgk8tfih180008r0p20v524","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 37, 1795796524763988, 'customer', 'created', 'cust_0pgk8tfihda000d2qk1ndad9', 'R-36', 143284098829172, '', 'key_0pgk8tfh210g008bvs76t879', '', '409b3937a87c5b43effce6cb5221026b', '{"id":"cust_0pgk8tfihda000d2qk1ndad9","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 38, 1795796524765035, 'customer', 'created', 'cust_0pgk8tfihtlg009ktak93db1', 'R-37', 244143057397223, '', 'key_0pgk8tfh210g008bvs76t879', '', 'b1915c9074234b9063215ce1489fa985', '{"id":"cust_0pgk8tfihtlg009ktak93db1","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 39, 1795796524765987, 'customer', 'created', 'cust_0pgk8tfiichg00a04vc7je4b', 'R-38', 231476890662465, '', 'key_0pgk8tfh210g008bvs76t879', '', '469faf3e9886979efb669d2c96d2658e', '{"id":"cust_0pgk8tfiichg00a04vc7je4b","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 40, 1795796524766567, 'customer', 'created', 'cust_0pgk8tfiiljg00b258je7ivp', 'R-39', 247179302040999, '', 'key_0pgk8tfh210g008bvs76t879', '', '7fc5695041b388e9d57eacec29712048', '{"id":"cust_0pgk8tfiiljg00b258je7ivp","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 41, 1795796524767711, 'customer', 'deleted', 'cust_0pgk8tfhu4500087g9brv2tk', 'R-7', 274078850894065, '', 'key_0pgk8tfh210g008bvs76t879', '', '13381982644c97063bd0fbd9b156c510', '{"id":"cust_0pgk8tfhu4500087g9brv2tk","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 42, 1795796524775969, 'customer', 'updated', 'cust_0pgk8tfhun1000cojsqk98c9', 'R-8', 166751987243785, 'name,domain', 'key_0pgk8tfh210g008bvs76t879', '', '0c4e41d96dd3033e0ff168590125aab6', '{"id":"cust_0pgk8tfhun1000cojsqk98c9","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 43, 1795796524780825, 'customer', 'created', 'cust_0pgk8tfipkcg00f609q1ffht', 'CUST-ACME-001', 132892831618167, '', 'key_0pgk8tfh210g008bvs76t879', '', '753b069966b76b32f6e7166ef342b1d8', '{"id":"cust_0pgk8tfipkcg00f609q1ffht","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 44, 1795796524788389, 'location', 'created', 'loc_0pgk8tfitaig00dkvim3rh1s', 'LOC-CHI-001', 52234620055122, '', 'key_0pgk8tfh210g008bvs76t879', '', '7c9f359784e205d5879a21c747ec8474', '{"id":"loc_0pgk8tfitaig00dkvim3rh1s","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 45, 1795796524797700, 'carrier', 'created', 'carrier_0pgk8tfj1s2000dl58k3odtg', 'CARR-SWIFT-001', 230152825216698, '', 'key_0pgk8tfh210g008bvs76t879', '', 'd3438cc5b7aa45c17250994ad635a340', '{"id":"carrier_0pgk8tfj1s2000dl58k3odtg","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgk8tfj1s2000klupg7hfj5","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (2, 46, 1795796524807167, 'load', 'created', 'load_0pgk8tfj6fvg00bc1c3mimmt', 'LOAD-2026-0001', 235790261889414, '', 'key_0pgk8tfh210g008bvs76t879', '', '18d510fa2f4dcf35e4badc761e5d40ad', '{"id":"load_0pgk8tfj6fvg00bc1c3mimmt","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgk8tfipkcg00f609q1ffht","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgk8tfj1s2000dl58k3odtg","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgk8tfj6fvg00kusbj4kbbc","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgk8tfj6fvg00qvf9flp51u","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.events VALUES (1, 1, 1795796524824701, 'customer', 'created', 'cust_0pgk8tfjf1ug00ckhsrtof34', 'R-1', 2772654376461, '', 'key_0pgk8tfg97n0008cjqa9nhs4', '', 'c1538c7839d7dec6b11604edacb77761', '{"id":"cust_0pgk8tfjf1ug00ckhsrtof34","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-27T16:22:04Z","updated_at":"2026-11-27T16:22:04Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-27 16:22:04.265929');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-27 16:22:04.292694');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-27 16:22:04.311109');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-27 16:22:04.324168');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-27 16:22:04.336487');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-27 16:22:04.33778');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-27 16:22:04.34328');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-27 16:22:04.350952');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-27 16:22:04.355357');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-27 16:22:04.413969');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-27 16:22:04.467216');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-27 16:22:04.470695');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-27 16:22:04.507415');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-27 16:22:04.524341');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-27 16:22:04.530757');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-27 16:22:04.563237');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-27 16:22:04.564491');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgk8tfj6fvg00bc1c3mimmt', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgk8tfj6fvg00bc1c3mimmt', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgk8tfj6fvg00bc1c3mimmt', 0, 'stop_0pgk8tfj6fvg00kusbj4kbbc', 1, 'PICKUP', 'loc_0pgk8tfitaig00dkvim3rh1s', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgk8tfj6fvg00bc1c3mimmt', 1, 'stop_0pgk8tfj6fvg00qvf9flp51u', 2, 'DELIVERY', 'loc_0pgk8tfitaig00dkvim3rh1s', 1770019200000000, 1770048000000000);
INSERT INTO public.loads VALUES (2, 'load_0pgk8tfj6fvg00bc1c3mimmt', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgk8tfipkcg00f609q1ffht', 'carrier_0pgk8tfj1s2000dl58k3odtg', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795796524807167, 1795796524807167, 235790261889414);
INSERT INTO public.locations VALUES (2, 'loc_0pgk8tfitaig00dkvim3rh1s', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795796524788389, 1795796524788389, 52234620055122);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgk8tfipkcg00f609q1ffht', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgk8tfipkcg00f609q1ffht', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgk8tfitaig00dkvim3rh1s', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgk8tfitaig00dkvim3rh1s', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgk8tfj1s2000dl58k3odtg', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgk8tfj1s2000dl58k3odtg', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgk8tfj6fvg00bc1c3mimmt', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgk8tfj6fvg00bc1c3mimmt', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795796524616174, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795796524666945, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 62, 20, 18558675931977, 18558675931977);
INSERT INTO public.row_counts VALUES (2, 'customers', 61, 20, 122864202928006, 273062138484307);
INSERT INTO public.row_counts VALUES (2, 'locations', 61, 1, 245793219186169, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 61, 1, 245793219186169, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 61, 1, 171192590666230, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 61, 1, 277068320055825, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 61, 1, 277068320055825, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 61, 1, 277068320055825, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 61, 1, 128289428536414, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 17, true);
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
