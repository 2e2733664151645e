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
INSERT INTO public.api_keys VALUES (2, 'key_0pgkhlscu09000ms1a710eat', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795815342141458, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgkhlscoug0009tc8250o26', 'first', '\x485a3ba1b2c92c88d0d3e1ded4169ae4393feb1830f896a78f017af0634931c5', '*', 1795815342131104, NULL, NULL, NULL, NULL, NULL, 1795815300000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgkhlscu09000di726kv8re', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795815342141458, NULL, NULL, NULL, NULL, NULL, 1795815300000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgkhlsdc0p000fgbm7jo77b', 0, 'contact_0pgkhlsdc0p000gshpp1dbep', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgkhlsdc0p000fgbm7jo77b', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795815342170162, 1795815342170162, 25632595873618);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlscvus000cj1tddoo89', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795815342145464, 1795815342145464, 273950505386662);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd15sg00eam2pim08u', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795815342147961, 1795815342147961, 243635885135561);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd1hfg00e70lbspn5i', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795815342148703, 1795815342148703, 21910537319354);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd1p9g00b71h7tan63', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795815342149203, 1795815342149203, 38640810452001);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd218000but95b9ma3', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795815342149712, 1795815342149712, 165839275108730);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd27o000dd5s735121', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795815342150128, 1795815342150128, 262139091937879);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd2f4000ettersfirl', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795815342150600, 1795815342150600, 7934885794938);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd2upg00aglq09a66t', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795815342151603, 1795815342151603, 142571280539826);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd34og00brfqgrdm55', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795815342151985, 1795815342151985, 83733454827580);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd3b3000bh89jcr1uc', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795815342152390, 1795815342152390, 35397166304437);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd3g5000beemmo0681', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795815342152714, 1795815342152714, 74151364078991);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd3mj000aelajndjt8', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795815342153126, 1795815342153126, 229702683749639);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd3rng00etme4siq2n', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795815342153455, 1795815342153455, 264320830917868);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd41rg00ajnc0af70c', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795815342153847, 1795815342153847, 250476081524329);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd49d000en4k9od4g3', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795815342154330, 1795815342154330, 95626551826403);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd4f3g00bj33onr36n', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795815342154695, 1795815342154695, 72067721267919);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd4l1g009empa414jl', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795815342155075, 1795815342155075, 128049035507300);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd4qvg00cbdphpdd2u', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795815342155455, 1795815342155455, 185051565227928);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd51h000dsoqnf1uev', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795815342155874, 1795815342155874, 213142490908115);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd56qg00br5fhoafj3', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795815342156213, 1795815342156213, 10648717880211);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd5dvg00e99ihgcrbf', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795815342156671, 1795815342156671, 152938761565859);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd5j40009nplr8lps2', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795815342157000, 1795815342157000, 152542269505996);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd5p2000ff06nj73fb', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795815342157380, 1795815342157380, 234714623011298);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd5ubg00c5fq3aiivo', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795815342157719, 1795815342157719, 242136996301678);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd63u000e4erbfjrfe', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795815342158076, 1795815342158076, 172113281601774);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd69m000dte2ftdki4', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795815342158444, 1795815342158444, 281362809357439);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd6ga000d5borcj3eg', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795815342158868, 1795815342158868, 198326160213925);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd6lo000f994ivo3ge', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795815342159216, 1795815342159216, 215169780801195);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd6rtg00ehsmiq038f', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795815342159611, 1795815342159611, 75740643667151);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd718g00f5lp1m3utm', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795815342159953, 1795815342159953, 49611847048500);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd77a000elmq19clpa', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795815342160340, 1795815342160340, 33470171023801);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd7drg00fm8ojb007i', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795815342160759, 1795815342160759, 129056564954355);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd7l4g0088f6i4fs03', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795815342161225, 1795815342161225, 243203711865525);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd7q9000cgoo11e1ac', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795815342161554, 1795815342161554, 31309182384239);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd809g009i811dtpnr', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795815342161939, 1795815342161939, 56854209615003);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd86p000fn4litor8o', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795815342162354, 1795815342162354, 48400164539857);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd8bug0086l89469fg', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795815342162685, 1795815342162685, 95982879884409);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd8i3g00dpbg8u641d', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795815342163079, 1795815342163079, 230094491605227);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsd2o3g009pgvavvcf4', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795815342151175, 1795815342165487, 116516753429421);
INSERT INTO public.customers VALUES (2, 'cust_0pgkhlsda82000e7jtckdql5', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795815342166532, 1795815342166532, 205246180934461);
INSERT INTO public.customers VALUES (1, 'cust_0pgkhlsdeus000al7g0a1ohp', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795815342176184, 1795815342176184, 117127690961653);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795815342131104, 'organization', 'created', '1', '1', 1795815342131104, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795815342131104, 'key', 'created', 'key_0pgkhlscoug0009tc8250o26', 'key_0pgkhlscoug0009tc8250o26', 1795815342131104, '', '', 'root', '', '{"id":"key_0pgkhlscoug0009tc8250o26","name":"first","scopes":["*"],"created_at":"2026-11-27T21:35:42Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795815342141458, 'organization', 'created', '2', '2', 1795815342141458, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795815342141458, 'key', 'created', 'key_0pgkhlscu09000di726kv8re', 'key_0pgkhlscu09000di726kv8re', 1795815342141458, '', '', 'root', '', '{"id":"key_0pgkhlscu09000di726kv8re","name":"","scopes":["*"],"created_at":"2026-11-27T21:35:42Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795815342141458, 'key', 'created', 'key_0pgkhlscu09000ms1a710eat', 'key_0pgkhlscu09000ms1a710eat', 1795815342141458, '', '', 'root', '', '{"id":"key_0pgkhlscu09000ms1a710eat","name":"reader","scopes":["read:customers"],"created_at":"2026-11-27T21:35:42Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795815342145464, 'customer', 'created', 'cust_0pgkhlscvus000cj1tddoo89', 'R-0', 273950505386662, '', 'key_0pgkhlscu09000di726kv8re', '', 'd161390ec8baac04f71ab14a345eadfd', '{"id":"cust_0pgkhlscvus000cj1tddoo89","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 5, 1795815342147961, 'customer', 'created', 'cust_0pgkhlsd15sg00eam2pim08u', 'R-1', 243635885135561, '', 'key_0pgkhlscu09000di726kv8re', '', 'bc030e20b14a750202957831ef449abe', '{"id":"cust_0pgkhlsd15sg00eam2pim08u","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 6, 1795815342148703, 'customer', 'created', 'cust_0pgkhlsd1hfg00e70lbspn5i', 'R-2', 21910537319354, '', 'key_0pgkhlscu09000di726kv8re', '', 'a2660531a6a9c3d8974a96b05ec5353b', '{"id":"cust_0pgkhlsd1hfg00e70lbspn5i","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 7, 1795815342149203, 'customer', 'created', 'cust_0pgkhlsd1p9g00b71h7tan63', 'R-3', 38640810452001, '', 'key_0pgkhlscu09000di726kv8re', '', '4869e9d9232b2bb9863230e96c6ee124', '{"id":"cust_0pgkhlsd1p9g00b71h7tan63","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 8, 1795815342149712, 'customer', 'created', 'cust_0pgkhlsd218000but95b9ma3', 'R-4', 165839275108730, '', 'key_0pgkhlscu09000di726kv8re', '', 'd29a1c80ba1d93e7fc56baff493d5bea', '{"id":"cust_0pgkhlsd218000but95b9ma3","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 9, 1795815342150128, 'customer', 'created', 'cust_0pgkhlsd27o000dd5s735121', 'R-5', 262139091937879, '', 'key_0pgkhlscu09000di726kv8re', '', '32cee8ac207f891a3e7eeff4eab7b2ac', '{"id":"cust_0pgkhlsd27o000dd5s735121","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 10, 1795815342150600, 'customer', 'created', 'cust_0pgkhlsd2f4000ettersfirl', 'R-6', 7934885794938, '', 'key_0pgkhlscu09000di726kv8re', '', '8c47ae05e86f8134e1622c25f3656817', '{"id":"cust_0pgkhlsd2f4000ettersfirl","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 11, 1795815342150872, 'customer', 'created', 'cust_0pgkhlsd2jc000frj255bp28', 'R-7', 242483303249469, '', 'key_0pgkhlscu09000di726kv8re', '', '8a51529017ec22a6cbddaa3140c0f0fa', '{"id":"cust_0pgkhlsd2jc000frj255bp28","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 12, 1795815342151175, 'customer', 'created', 'cust_0pgkhlsd2o3g009pgvavvcf4', 'R-8', 116516753429420, '', 'key_0pgkhlscu09000di726kv8re', '', '404253b4d1a50b375ecafe9682d76855', '{"id":"cust_0pgkhlsd2o3g009pgvavvcf4","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 13, 1795815342151603, 'customer', 'created', 'cust_0pgkhlsd2upg00aglq09a66t', 'R-9', 142571280539826, '', 'key_0pgkhlscu09000di726kv8re', '', '7be1fa01ac37f78d073433b3f67d926c', '{"id":"cust_0pgkhlsd2upg00aglq09a66t","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 14, 1795815342151985, 'customer', 'created', 'cust_0pgkhlsd34og00brfqgrdm55', 'R-10', 83733454827580, '', 'key_0pgkhlscu09000di726kv8re', '', '0d1fc968b71a06d2c6364150ef96b7de', '{"id":"cust_0pgkhlsd34og00brfqgrdm55","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 15, 1795815342152390, 'customer', 'created', 'cust_0pgkhlsd3b3000bh89jcr1uc', 'R-11', 35397166304437, '', 'key_0pgkhlscu09000di726kv8re', '', '891bad4717709cf690d9802b853ad23f', '{"id":"cust_0pgkhlsd3b3000bh89jcr1uc","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 16, 1795815342152714, 'customer', 'created', 'cust_0pgkhlsd3g5000beemmo0681', 'R-12', 74151364078991, '', 'key_0pgkhlscu09000di726kv8re', '', '98fffd0ccf46c38bc364c25c224058c6', '{"id":"cust_0pgkhlsd3g5000beemmo0681","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 17, 1795815342153126, 'customer', 'created', 'cust_0pgkhlsd3mj000aelajndjt8', 'R-13', 229702683749639, '', 'key_0pgkhlscu09000di726kv8re', '', '200c61866dfe50e780ef771d46bb3ac1', '{"id":"cust_0pgkhlsd3mj000aelajndjt8","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 18, 1795815342153455, 'customer', 'created', 'cust_0pgkhlsd3rng00etme4siq2n', 'R-14', 264320830917868, '', 'key_0pgkhlscu09000di726kv8re', '', '3aa3c63811260c59db326c4ded7ab3b3', '{"id":"cust_0pgkhlsd3rng00etme4siq2n","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 19, 1795815342153847, 'customer', 'created', 'cust_0pgkhlsd41rg00ajnc0af70c', 'R-15', 250476081524329, '', 'key_0pgkhlscu09000di726kv8re', '', 'cf380e12043faa6ccef2f6f590ad58be', '{"id":"cust_0pgkhlsd41rg00ajnc0af70c","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 20, 1795815342154330, 'customer', 'created', 'cust_0pgkhlsd49d000en4k9od4g3', 'R-16', 95626551826403, '', 'key_0pgkhlscu09000di726kv8re', '', '4f94a37285397dbe26dc381126fff36f', '{"id":"cust_0pgkhlsd49d000en4k9od4g3","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 21, 1795815342154695, 'customer', 'created', 'cust_0pgkhlsd4f3g00bj33onr36n', 'R-17', 72067721267919, '', 'key_0pgkhlscu09000di726kv8re', '', 'd0b96acd792b0e929eb16bcd93883025', '{"id":"cust_0pgkhlsd4f3g00bj33onr36n","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 22, 1795815342155075, 'customer', 'created', 'cust_0pgkhlsd4l1g009empa414jl', 'R-18', 128049035507300, '', 'key_0pgkhlscu09000di726kv8re', '', 'c9c7b23ab138bcc0e3108592ee842fb1', '{"id":"cust_0pgkhlsd4l1g009empa414jl","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 23, 1795815342155455, 'customer', 'created', 'cust_0pgkhlsd4qvg00cbdphpdd2u', 'R-19', 185051565227928, '', 'key_0pgkhlscu09000di726kv8re', '', 'be7819f9cb835aa8bbbb985cb2ae2c56', '{"id":"cust_0pgkhlsd4qvg00cbdphpdd2u","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 24, 1795815342155874, 'customer', 'created', 'cust_0pgkhlsd51h000dsoqnf1uev', 'R-20', 213142490908115, '', 'key_0pgkhlscu09000di726kv8re', '', '80f07e4a69031197d25d838abc282d2e', '{"id":"cust_0pgkhlsd51h000dsoqnf1uev","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 25, 1795815342156213, 'customer', 'created', 'cust_0pgkhlsd56qg00br5fhoafj3', 'R-21', 10648717880211, '', 'key_0pgkhlscu09000di726kv8re', '', '9fd7408543c11827d8ba4e5432d03d5f', '{"id":"cust_0pgkhlsd56qg00br5fhoafj3","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 26, 1795815342156671, 'customer', 'created', 'cust_0pgkhlsd5dvg00e99ihgcrbf', 'R-22', 152938761565859, '', 'key_0pgkhlscu09000di726kv8re', '', 'c065c44d55dbcf42c6d5f59d28447385', '{"id":"cust_0pgkhlsd5dvg00e99ihgcrbf","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 27, 1795815342157000, 'customer', 'created', 'cust_0pgkhlsd5j40009nplr8lps2', 'R-23', 152542269505996, '', 'key_0pgkhlscu09000di726kv8re', '', '696bd9ba51b44307b451e6dc4e7c9834', '{"id":"cust_0pgkhlsd5j40009nplr8lps2","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 28, 1795815342157380, 'customer', 'created', 'cust_0pgkhlsd5p2000ff06nj73fb', 'R-24', 234714623011298, '', 'key_0pgkhlscu09000di726kv8re', '', 'bad98dc06c0bf075f6ef660b1399000c', '{"id":"cust_0pgkhlsd5p2000ff06nj73fb","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 29, 1795815342157719, 'customer', 'created', 'cust_0pgkhlsd5ubg00c5fq3aiivo', 'R-25', 242136996301678, '', 'key_0pgkhlscu09000di726kv8re', '', '83dbc3151338d27dc1fcdd29cf1c1c1d', '{"id":"cust_0pgkhlsd5ubg00c5fq3aiivo","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 30, 1795815342158076, 'customer', 'created', 'cust_0pgkhlsd63u000e4erbfjrfe', 'R-26', 172113281601774, '', 'key_0pgkhlscu09000di726kv8re', '', '15d453fb8205b14658f1f74c4d3ddb86', '{"id":"cust_0pgkhlsd63u000e4erbfjrfe","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 31, 1795815342158444, 'customer', 'created', 'cust_0pgkhlsd69m000dte2ftdki4', 'R-27', 281362809357439, '', 'key_0pgkhlscu09000di726kv8re', '', 'f529e5e2ce6911fbf9fdc02da4b144db', '{"id":"cust_0pgkhlsd69m000dte2ftdki4","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 32, 1795815342158868, 'customer', 'created', 'cust_0pgkhlsd6ga000d5borcj3eg', 'R-28', 198326160213925, '', 'key_0pgkhlscu09000di726kv8re', '', 'eca7e088a4ee0d512985247e6d7b9406', '{"id":"cust_0pgkhlsd6ga000d5borcj3eg","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 33, 1795815342159216, 'customer', 'created', 'cust_0pgkhlsd6lo000f994ivo3ge', 'R-29', 215169780801195, '', 'key_0pgkhlscu09000di726kv8re', '', 'b2a9d1e3161aedee3637d033f1381cfc', '{"id":"cust_0pgkhlsd6lo000f994ivo3ge","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 34, 1795815342159611, 'customer', 'created', 'cust_0pgkhlsd6rtg00ehsmiq038f', 'R-30', 75740643667151, '', 'key_0pgkhlscu09000di726kv8re', '', '5ae46ca965a769255d22b6cfa6d3f125', '{"id":"cust_0pgkhlsd6rtg00ehsmiq038f","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 35, 1795815342159953, 'customer', 'created', 'cust_0pgkhlsd718g00f5lp1m3utm', 'R-31', 49611847048500, '', 'key_0pgkhlscu09000di726kv8re', '', '13111076c55a1d0d6ed4f68b74b91785', '{"id":"cust_0pgkhlsd718g00f5lp1m3utm","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 36, 1795815342160340, 'customer', 'created', 'cust_0pgkhlsd77a000elmq19clpa', 'R-32', 33470171023801, '', 'key_0pgkhlscu09000di726kv8re', '', 'a5a7b28a609fe2ca730171dd1d657476', '{"id":"cust_0pgkhlsd77a000elmq19clpa","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 37, 1795815342160759, 'customer', 'created', 'cust_0pgkhlsd7drg00fm8ojb007i', 'R-33', 129056564954355, '', 'key_0pgkhlscu09000di726kv8re', '', '3dad5bd981ed678f555b7c11802b79d4', '{"id":"cust_0pgkhlsd7drg00fm8ojb007i","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 38, 1795815342161225, 'customer', 'created', 'cust_0pgkhlsd7l4g0088f6i4fs03', 'R-34', 243203711865525, '', 'key_0pgkhlscu09000di726kv8re', '', '13fe5edf77305d0cdaf318cc07aa6f43', '{"id":"cust_0pgkhlsd7l4g0088f6i4fs03","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 39, 1795815342161554, 'customer', 'created', 'cust_0pgkhlsd7q9000cgoo11e1ac', 'R-35', 31309182384239, '', 'key_0pgkhlscu09000di726kv8re', '', '535c466c00f324e2017bd37bcce51b33', '{"id":"cust_0pgkhlsd7q9000cgoo11e1ac","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 40, 1795815342161939, 'customer', 'created', 'cust_0pgkhlsd809g009i811dtpnr', 'R-36', 56854209615003, '', 'key_0pgkhlscu09000di726kv8re', '', 'eb279a3122ce016656509aa0adb7ede5', '{"id":"cust_0pgkhlsd809g009i811dtpnr","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 41, 1795815342162354, 'customer', 'created', 'cust_0pgkhlsd86p000fn4litor8o', 'R-37', 48400164539857, '', 'key_0pgkhlscu09000di726kv8re', '', '5e953528b22141098b85f4dc9bd77824', '{"id":"cust_0pgkhlsd86p000fn4litor8o","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 42, 1795815342162685, 'customer', 'created', 'cust_0pgkhlsd8bug0086l89469fg', 'R-38', 95982879884409, '', 'key_0pgkhlscu09000di726kv8re', '', '5bf3b10ef9c5189a617e7cb1155573e6', '{"id":"cust_0pgkhlsd8bug0086l89469fg","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 43, 1795815342163079, 'customer', 'created', 'cust_0pgkhlsd8i3g00dpbg8u641d', 'R-39', 230094491605227, '', 'key_0pgkhlscu09000di726kv8re', '', '3106071a78711faf106bd683092e85c4', '{"id":"cust_0pgkhlsd8i3g00dpbg8u641d","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 44, 1795815342163395, 'customer', 'deleted', 'cust_0pgkhlsd2jc000frj255bp28', 'R-7', 242483303249470, '', 'key_0pgkhlscu09000di726kv8re', '', '7f63db501f2a9fdc5dd692c1b99b8995', '{"id":"cust_0pgkhlsd2jc000frj255bp28","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 45, 1795815342165487, 'customer', 'updated', 'cust_0pgkhlsd2o3g009pgvavvcf4', 'R-8', 116516753429421, 'name,domain', 'key_0pgkhlscu09000di726kv8re', '', '65fc27581eff70c9eb4db657b2d3c10e', '{"id":"cust_0pgkhlsd2o3g009pgvavvcf4","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 46, 1795815342166532, 'customer', 'created', 'cust_0pgkhlsda82000e7jtckdql5', 'CUST-ACME-001', 205246180934461, '', 'key_0pgkhlscu09000di726kv8re', '', '64ab104441905503fad4af57b2c55d11', '{"id":"cust_0pgkhlsda82000e7jtckdql5","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 47, 1795815342168009, 'location', 'created', 'loc_0pgkhlsdav4g00btf5ihf25q', 'LOC-CHI-001', 130179470984473, '', 'key_0pgkhlscu09000di726kv8re', '', '5028e809c7c0e8842061a86b200193b8', '{"id":"loc_0pgkhlsdav4g00btf5ihf25q","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 48, 1795815342170162, 'carrier', 'created', 'carrier_0pgkhlsdc0p000fgbm7jo77b', 'CARR-SWIFT-001', 25632595873618, '', 'key_0pgkhlscu09000di726kv8re', '', '3e176e1cc38efd29da23ed92683c2487', '{"id":"carrier_0pgkhlsdc0p000fgbm7jo77b","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgkhlsdc0p000gshpp1dbep","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (2, 49, 1795815342172417, 'load', 'created', 'load_0pgkhlsdd40g009ro1ma4i2s', 'LOAD-2026-0001', 17097832630159, '', 'key_0pgkhlscu09000di726kv8re', '', 'a04386a4ea09feaa2c60be25c2790a54', '{"id":"load_0pgkhlsdd40g009ro1ma4i2s","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgkhlsda82000e7jtckdql5","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgkhlsdc0p000fgbm7jo77b","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgkhlsdd40g00igkmcn4rl4","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgkhlsdd40g00r42rf0er79","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.events VALUES (1, 3, 1795815342176184, 'customer', 'created', 'cust_0pgkhlsdeus000al7g0a1ohp', 'R-1', 117127690961653, '', 'key_0pgkhlscoug0009tc8250o26', '', '2d4e497c9685be41443dca3c02751c54', '{"id":"cust_0pgkhlsdeus000al7g0a1ohp","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-27T21:35:42Z","updated_at":"2026-11-27T21:35:42Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-27 21:35:41.841288');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-27 21:35:41.851864');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-27 21:35:41.870936');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-27 21:35:41.920402');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-27 21:35:41.93192');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-27 21:35:41.945609');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-27 21:35:41.948062');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-27 21:35:41.950166');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-27 21:35:41.951274');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-27 21:35:41.952458');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-27 21:35:41.986846');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-27 21:35:41.989106');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-27 21:35:42.014867');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-27 21:35:42.044483');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-27 21:35:42.048992');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-27 21:35:42.064742');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-27 21:35:42.065438');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-27 21:35:42.071415');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-27 21:35:42.078695');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-27 21:35:42.099296');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-27 21:35:42.112642');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkhlsdd40g009ro1ma4i2s', 0, 'CUSTOMER', 2200);
INSERT INTO public.load_rates VALUES (2, 'load_0pgkhlsdd40g009ro1ma4i2s', 1, 'CARRIER', 1800.25);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkhlsdd40g009ro1ma4i2s', 0, 'stop_0pgkhlsdd40g00igkmcn4rl4', 1, 'PICKUP', 'loc_0pgkhlsdav4g00btf5ihf25q', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgkhlsdd40g009ro1ma4i2s', 1, 'stop_0pgkhlsdd40g00r42rf0er79', 2, 'DELIVERY', 'loc_0pgkhlsdav4g00btf5ihf25q', 1770019200000000, 1770048000000000);
INSERT INTO public.loads VALUES (2, 'load_0pgkhlsdd40g009ro1ma4i2s', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgkhlsda82000e7jtckdql5', 'carrier_0pgkhlsdc0p000fgbm7jo77b', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795815342172417, 1795815342172417, 17097832630159);
INSERT INTO public.locations VALUES (2, 'loc_0pgkhlsdav4g00btf5ihf25q', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795815342168009, 1795815342168009, 130179470984473);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkhlsda82000e7jtckdql5', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgkhlsda82000e7jtckdql5', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkhlsdav4g00btf5ihf25q', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgkhlsdav4g00btf5ihf25q', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkhlsdc0p000fgbm7jo77b', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgkhlsdc0p000fgbm7jo77b', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkhlsdd40g009ro1ma4i2s', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgkhlsdd40g009ro1ma4i2s', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795815342131104, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795815342141458, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 59, 20, 59920499120950, 59920499120950);
INSERT INTO public.row_counts VALUES (2, 'customers', 58, 20, 259441424468908, 101943045935213);
INSERT INTO public.row_counts VALUES (2, 'locations', 58, 1, 194295084374615, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 58, 1, 194295084374615, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 58, 1, 22460471932909, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 58, 1, 246722966845907, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 58, 1, 246722966845907, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 58, 1, 246722966845907, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 58, 1, 197691821096633, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 21, true);
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
CREATE INDEX loads_by_updated_at ON public.loads USING btree (organization_id, updated_at, id, status, equipment_type, customer_id, carrier_id, pickup_at);
CREATE INDEX loads_delivered_between_areas ON public.loads USING btree (organization_id, origin_state, destination_state, origin_area, destination_area, carrier_id, delivery_at) WHERE ((carrier_id IS NOT NULL) AND (status = ANY (ARRAY['DELIVERED'::text, 'PAYMENT_PROCESSING'::text, 'ACCOUNTING_REVIEW'::text, 'COMPLETED'::text])));
CREATE INDEX loads_delivered_between_states ON public.loads USING btree (organization_id, origin_state, destination_state, carrier_id, delivery_at) WHERE ((carrier_id IS NOT NULL) AND (status = ANY (ARRAY['DELIVERED'::text, 'PAYMENT_PROCESSING'::text, 'ACCOUNTING_REVIEW'::text, 'COMPLETED'::text])));
CREATE INDEX locations_by_city ON public.locations USING btree (organization_id, city_folded, id, state_reversed, country);
CREATE INDEX locations_by_country ON public.locations USING btree (organization_id, country, id);
CREATE INDEX locations_by_name ON public.locations USING btree (organization_id, name_folded, id, state_reversed, city_folded, country);
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
