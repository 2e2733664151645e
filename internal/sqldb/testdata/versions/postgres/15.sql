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
INSERT INTO public.api_keys VALUES (2, 'key_0pgjppgeb4qg00jtq9lsbtdq', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795764045895989, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgjppg93h60008ho3j074ia', 'first', '\xc9dc182b362f6d2d97ccb25230afa57d5aa5e5f37ee7706bb9055b27838b42a5', '*', 1795764045552716, NULL, NULL, NULL, NULL, NULL, 1795764000000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgjppgeb4qg008u50hk2gs9', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795764045895989, NULL, NULL, NULL, NULL, NULL, 1795764000000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgjppgmf7ig008644jba88c', 0, 'contact_0pgjppgmf7ig00gc5lcvb6ui', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgjppgmf7ig008644jba88c', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795764046428645, 1795764046428645, 147959398588841);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgfusfg00d1mlt8ahrg', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795764046001951, 1795764046001951, 275274089723544);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppggsd50009oa9qlq48r', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795764046062410, 1795764046062410, 101383904721486);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgh87cg00dm9j4rqp5k', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795764046086617, 1795764046086617, 8861950568120);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgh98lg00fq1qr29u3l', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795764046088747, 1795764046088747, 117814793774687);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppghaffg00958ngpgt6r', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795764046091231, 1795764046091231, 41936611633340);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppghbveg00d0hucmqmf5', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795764046094301, 1795764046094301, 40478508887527);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgheubg00fcv12tnokg', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795764046100375, 1795764046100375, 199371195710387);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppghookg00dmp7vqklut', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795764046120489, 1795764046120489, 90907039678470);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppghpqs0008u5did5ska', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795764046122680, 1795764046122680, 121225539472636);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgi5t60009jcstqs7md', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795764046147404, 1795764046147404, 134402910512426);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgi81mg00b4q4t57s5h', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795764046151789, 1795764046151789, 190402519851375);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgidq4000bdja3vr41o', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795764046163592, 1795764046163592, 149962498294083);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgiek1g008jdsn29b1h', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795764046165251, 1795764046165251, 115204740340236);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgii5qg00aq8ercg1gi', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795764046172533, 1795764046172533, 103238799932924);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgijcfg0090bmen0l22', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795764046175007, 1795764046175007, 78768019102368);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgin99g00aab7or1ri7', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795764046182995, 1795764046182995, 22826416232411);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgio0og00fs3aihnetd', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795764046184497, 1795764046184497, 251673568674011);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgiqllg00fkp2j09205', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795764046189931, 1795764046189931, 157751199347295);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgiu5eg008dh5ipoe4m', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795764046197085, 1795764046197085, 23551080126902);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgj1om000e1gtejakif', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795764046204460, 1795764046204460, 271315782066335);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgj2si0009us9djpj66', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795764046206756, 1795764046206756, 240648502797731);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgj7qtg008cvvv8v7dt', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795764046216891, 1795764046216891, 6506492595819);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgjbip000bdtqnn9jle', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795764046224562, 1795764046224562, 63576493851446);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgje6u000d1kt3t3i4f', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795764046229948, 1795764046229948, 18722747067936);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgjkpmg00a8q3spibng', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795764046243437, 1795764046243437, 77449402408695);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgjljr000ag1r3h285b', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795764046245110, 1795764046245110, 93051153354176);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgjrut00098t8ja6so7', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795764046258106, 1795764046258106, 218797865768841);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgjt5mg00e7utf71u1c', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795764046260589, 1795764046260589, 185574648758866);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgju7u000dj3j129acr', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795764046262780, 1795764046262780, 164434370498677);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgk2ef000d8fbgaui0l', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795764046271390, 1795764046271390, 153662735712261);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgk35og009s5ve209fo', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795764046272881, 1795764046272881, 42833755276647);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgk40mg00cikh47bjbl', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795764046274605, 1795764046274605, 199940629932055);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgk55og00aptae26eg6', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795764046276977, 1795764046276977, 149460444247290);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgk67bg0096adbfd0j0', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795764046279127, 1795764046279127, 144582442116768);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgk7b0000fmgs4vsl8m', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795764046281408, 1795764046281408, 116713711186926);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgk8q5000917875893o', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795764046284426, 1795764046284426, 183861805856742);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgk9f4000bqkm58pf53', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795764046285768, 1795764046285768, 88123203252707);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppgka0pg00doo9nvkena', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795764046286899, 1795764046286899, 235609990735286);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppghnbp000a35arr9rbg', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795764046117618, 1795764046370429, 34802041207928);
INSERT INTO public.customers VALUES (2, 'cust_0pgjppglmv1g00bigc9j6v8h', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795764046378947, 1795764046378947, 38564599661574);
INSERT INTO public.customers VALUES (1, 'cust_0pgjppgnmg6000eb47rqhhqq', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795764046509068, 1795764046509068, 11481019227087);
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-27 07:20:44.75602');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-27 07:20:44.811276');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-27 07:20:44.877344');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-27 07:20:44.892614');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-27 07:20:44.912053');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-27 07:20:44.913782');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-27 07:20:44.930817');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-27 07:20:44.944094');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-27 07:20:44.949761');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-27 07:20:44.954571');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-27 07:20:45.04693');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-27 07:20:45.057043');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-27 07:20:45.145698');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-27 07:20:45.17445');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-27 07:20:45.192999');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-27 07:20:45.275938');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgjppgmqdf000fdjvobdu5v', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgjppgmqdf000fdjvobdu5v', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgjppgmqdf000fdjvobdu5v', 0, 'stop_0pgjppgmqdf000if8o8ljmq6', 1, 'PICKUP', 'loc_0pgjppgm3ipg008fj3mebj6f', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgjppgmqdf000fdjvobdu5v', 1, 'stop_0pgjppgmqdf000vka7er9jjm', 2, 'DELIVERY', 'loc_0pgjppgm3ipg008fj3mebj6f', 1770019200000000, 1770048000000000);
INSERT INTO public.loads VALUES (2, 'load_0pgjppgmqdf000fdjvobdu5v', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgjppglmv1g00bigc9j6v8h', 'carrier_0pgjppgmf7ig008644jba88c', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795764046451550, 1795764046451550, 98909546380329);
INSERT INTO public.locations VALUES (2, 'loc_0pgjppgm3ipg008fj3mebj6f', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795764046404787, 1795764046404787, 45508774505638);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgjppglmv1g00bigc9j6v8h', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgjppglmv1g00bigc9j6v8h', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgjppgm3ipg008fj3mebj6f', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgjppgm3ipg008fj3mebj6f', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgjppgmf7ig008644jba88c', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgjppgmf7ig008644jba88c', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgjppgmqdf000fdjvobdu5v', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgjppgmqdf000fdjvobdu5v', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795764045552716, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795764045895989, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 53, 20, 160266642431396, 160266642431396);
INSERT INTO public.row_counts VALUES (2, 'customers', 54, 20, 261935245906100, 136716648824907);
INSERT INTO public.row_counts VALUES (2, 'locations', 54, 1, 87495005317668, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 54, 1, 87495005317668, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 54, 1, 84383112906749, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 54, 1, 37930918818182, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 54, 1, 37930918818182, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 54, 1, 37930918818182, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 54, 1, 277460522836003, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 16, true);
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
