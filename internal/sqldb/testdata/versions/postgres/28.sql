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
    financial_rates text DEFAULT '[]'::text NOT NULL COLLATE pg_catalog."C",
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
CREATE FUNCTION public.keep_rates_column() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE loads SET financial_rates = rates_of(OLD.organization_id, OLD.load_id)
        WHERE organization_id = OLD.organization_id AND id = OLD.load_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE loads SET financial_rates = rates_of(NEW.organization_id, NEW.load_id)
        WHERE organization_id = NEW.organization_id AND id = NEW.load_id;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.keep_rates_table() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM load_rates WHERE organization_id = OLD.organization_id AND load_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO load_rates (organization_id, load_id, position, rate_entity, amount)
        SELECT NEW.organization_id, NEW.id, r.number - 1, r.value ->> 0, (r.value ->> 1)::double precision
        FROM json_array_elements(NEW.financial_rates::json) WITH ORDINALITY AS r (value, number);
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
CREATE FUNCTION public.rates_of(organization bigint, load text) RETURNS text
    LANGUAGE sql STABLE
    SET extra_float_digits TO '1'
    AS $$
    SELECT coalesce(json_agg(json_build_array(rate_entity, amount) ORDER BY position)::text, '[]')
    FROM load_rates WHERE organization_id = organization AND load_id = load;
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
INSERT INTO public.api_keys VALUES (2, 'key_0pgmisk0got000jren0r5btn', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1795955380749882, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgmisk05gqg00d39h2g6dlp', 'first', '\x709eb8cf0dfa73eb4577098fb98446bd8a0e53f18d4362b99ed6c2741f201b94', '*', 1795955380726837, NULL, NULL, NULL, NULL, NULL, 1795955340000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgmisk0got000aaqgarqg7c', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1795955380749882, NULL, NULL, NULL, NULL, NULL, 1795955340000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgmisk1dgd000bc58hfismd', 0, 'contact_0pgmisk1dgd000mim8bmvteg', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgmisk1dgd000bc58hfismd', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1795955380808730, 1795955380808730, 106182602783942);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0lhk000d5gctb3uvm', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1795955380759656, 1795955380759656, 160561482929260);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0o0n000eed52fotc4', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1795955380764718, 1795955380764718, 274897374384129);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0om7000fn48kb73qh', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1795955380766094, 1795955380766094, 260114138048923);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0p8fg00f7jgq8rs1s', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1795955380767263, 1795955380767263, 250535558784517);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0pm8g00abrnlb8oma', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1795955380768145, 1795955380768145, 76516356809377);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0q6t0008vb3bug9k3', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1795955380769210, 1795955380769210, 130025607897093);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0qjng00ac19rj3nl6', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1795955380770031, 1795955380770031, 183707956404695);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0rogg00c7b8pet0a0', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1795955380772385, 1795955380772385, 81020548285072);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0s3vg00ancicda593', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1795955380773119, 1795955380773119, 31328299765060);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0sf6g009p7msn5bq4', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1795955380773837, 1795955380773837, 207061247298334);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0sq5000829704u45g', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1795955380774538, 1795955380774538, 189728991950238);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0t69000cfvcrfrv93', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1795955380775314, 1795955380775314, 80262512920367);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0tfm0008916olmj5e', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1795955380775916, 1795955380775916, 31751814418419);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0trj000cjujgs6cmf', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1795955380776678, 1795955380776678, 168413285684806);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0u8og00bfjn00099i', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1795955380777521, 1795955380777521, 274220461511853);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0ujjg00b32tqb3hmf', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1795955380778215, 1795955380778215, 46775101486366);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0urvg00dnbele0ggc', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1795955380778751, 1795955380778751, 14604125104348);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0v5qg00ec6sb0bn7v', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1795955380779381, 1795955380779381, 205507884588734);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0vmc00095dk10qjbh', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1795955380780440, 1795955380780440, 166714879718516);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk100ng00f8npsdgac1', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1795955380781103, 1795955380781103, 202083420329554);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk10hi000boicgekcd2', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1795955380782180, 1795955380782180, 5338082935172);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk10tkg00cjt0796mrt', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1795955380782953, 1795955380782953, 16210793660787);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk1187000ap7mqv27n2', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1795955380783630, 1795955380783630, 44140729275554);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk11if00088kuho6slk', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1795955380784286, 1795955380784286, 231975377096923);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk11tm0009satrko2ps', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1795955380785004, 1795955380785004, 103263648043919);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk12a0000d0a0q61is8', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1795955380785792, 1795955380785792, 20579238932076);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk12kv000bt25v8iqp7', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1795955380786494, 1795955380786494, 96002151234479);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk13150009comkg2ech', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1795955380787274, 1795955380787274, 82909828692602);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk13c1g00aerec6md43', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1795955380787971, 1795955380787971, 67215227605841);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk13mq00097794umj78', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1795955380788660, 1795955380788660, 198498910007496);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk141bg00ddobtvpnjd', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1795955380789335, 1795955380789335, 32134671350088);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk14c6000adua7cmsc7', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1795955380790028, 1795955380790028, 168050766273671);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk14nu00089smj297ur', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1795955380790780, 1795955380790780, 46803255076767);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk151og00e3j6p5v6ns', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1795955380791409, 1795955380791409, 124696066746177);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk15dk0008o5vt7hdd0', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1795955380792168, 1795955380792168, 188666129278660);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk15njg00f6v2vctc3i', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1795955380792807, 1795955380792807, 34289387681414);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk163r000cr0eegh36q', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1795955380793590, 1795955380793590, 121035832010845);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk16etg00bajdigba07', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1795955380794299, 1795955380794299, 2727460767119);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk0rc5000ed51npbept', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1795955380771594, 1795955380798490, 184727625667476);
INSERT INTO public.customers VALUES (2, 'cust_0pgmisk19uf000fkh6oahvsi', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1795955380801438, 1795955380801438, 185151664798187);
INSERT INTO public.customers VALUES (1, 'cust_0pgmisk1jlsg00dcpucgt90d', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1795955380821369, 1795955380821369, 86933794881751);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1795955380726837, 'organization', 'created', '1', '1', 1795955380726837, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1795955380726837, 'key', 'created', 'key_0pgmisk05gqg00d39h2g6dlp', 'key_0pgmisk05gqg00d39h2g6dlp', 1795955380726837, '', '', 'root', '', '{"id":"key_0pgmisk05gqg00d39h2g6dlp","name":"first","scopes":["*"],"created_at":"2026-11-29T12:29:40Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1795955380749882, 'organization', 'created', '2', '2', 1795955380749882, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1795955380749882, 'key', 'created', 'key_0pgmisk0got000aaqgarqg7c', 'key_0pgmisk0got000aaqgarqg7c', 1795955380749882, '', '', 'root', '', '{"id":"key_0pgmisk0got000aaqgarqg7c","name":"","scopes":["*"],"created_at":"2026-11-29T12:29:40Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1795955380749882, 'key', 'created', 'key_0pgmisk0got000jren0r5btn', 'key_0pgmisk0got000jren0r5btn', 1795955380749882, '', '', 'root', '', '{"id":"key_0pgmisk0got000jren0r5btn","name":"reader","scopes":["read:customers"],"created_at":"2026-11-29T12:29:40Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1795955380759656, 'customer', 'created', 'cust_0pgmisk0lhk000d5gctb3uvm', 'R-0', 160561482929260, '', 'key_0pgmisk0got000aaqgarqg7c', '', '6c9d7c5d539e978146cbf8fceaed298e', '{"id":"cust_0pgmisk0lhk000d5gctb3uvm","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 5, 1795955380764718, 'customer', 'created', 'cust_0pgmisk0o0n000eed52fotc4', 'R-1', 274897374384129, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'b4fd0b6c4a7d8223f966a0c4b61e1606', '{"id":"cust_0pgmisk0o0n000eed52fotc4","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 6, 1795955380766094, 'customer', 'created', 'cust_0pgmisk0om7000fn48kb73qh', 'R-2', 260114138048923, '', 'key_0pgmisk0got000aaqgarqg7c', '', '59c2ec414b83c0583e9d9a721c726218', '{"id":"cust_0pgmisk0om7000fn48kb73qh","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 7, 1795955380767263, 'customer', 'created', 'cust_0pgmisk0p8fg00f7jgq8rs1s', 'R-3', 250535558784517, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'c229273661282bd225b392b9507c5f98', '{"id":"cust_0pgmisk0p8fg00f7jgq8rs1s","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 8, 1795955380768145, 'customer', 'created', 'cust_0pgmisk0pm8g00abrnlb8oma', 'R-4', 76516356809377, '', 'key_0pgmisk0got000aaqgarqg7c', '', '9d877ff7f4234da859374b481dcddb21', '{"id":"cust_0pgmisk0pm8g00abrnlb8oma","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 9, 1795955380769210, 'customer', 'created', 'cust_0pgmisk0q6t0008vb3bug9k3', 'R-5', 130025607897093, '', 'key_0pgmisk0got000aaqgarqg7c', '', '51d8206d5b6e38b9465573874d95728f', '{"id":"cust_0pgmisk0q6t0008vb3bug9k3","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 10, 1795955380770031, 'customer', 'created', 'cust_0pgmisk0qjng00ac19rj3nl6', 'R-6', 183707956404695, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'c24cc0992d7dd5c1a314a3b5f283e459', '{"id":"cust_0pgmisk0qjng00ac19rj3nl6","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 11, 1795955380770839, 'customer', 'created', 'cust_0pgmisk0r0bg00e62oj9u7e2', 'R-7', 108073135538293, '', 'key_0pgmisk0got000aaqgarqg7c', '', '1d9904b841ae196327aeac30e684bd86', '{"id":"cust_0pgmisk0r0bg00e62oj9u7e2","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 12, 1795955380771594, 'customer', 'created', 'cust_0pgmisk0rc5000ed51npbept', 'R-8', 184727625667475, '', 'key_0pgmisk0got000aaqgarqg7c', '', '3b5737679992cd635ea4f98697474e13', '{"id":"cust_0pgmisk0rc5000ed51npbept","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 13, 1795955380772385, 'customer', 'created', 'cust_0pgmisk0rogg00c7b8pet0a0', 'R-9', 81020548285072, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'e2d931d4c07fd91d7f267b9c49dedb7d', '{"id":"cust_0pgmisk0rogg00c7b8pet0a0","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 14, 1795955380773119, 'customer', 'created', 'cust_0pgmisk0s3vg00ancicda593', 'R-10', 31328299765060, '', 'key_0pgmisk0got000aaqgarqg7c', '', '3c771867702c33526b7eb5e940fb4c85', '{"id":"cust_0pgmisk0s3vg00ancicda593","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 15, 1795955380773837, 'customer', 'created', 'cust_0pgmisk0sf6g009p7msn5bq4', 'R-11', 207061247298334, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'dab18eb2c73a0bf0401afe417d737f1d', '{"id":"cust_0pgmisk0sf6g009p7msn5bq4","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 16, 1795955380774538, 'customer', 'created', 'cust_0pgmisk0sq5000829704u45g', 'R-12', 189728991950238, '', 'key_0pgmisk0got000aaqgarqg7c', '', '7b7532f124933a37436fd79215e73139', '{"id":"cust_0pgmisk0sq5000829704u45g","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 17, 1795955380775314, 'customer', 'created', 'cust_0pgmisk0t69000cfvcrfrv93', 'R-13', 80262512920367, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'c547b123bf4f12ac5923ddcc8789172b', '{"id":"cust_0pgmisk0t69000cfvcrfrv93","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 18, 1795955380775916, 'customer', 'created', 'cust_0pgmisk0tfm0008916olmj5e', 'R-14', 31751814418419, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'e1e693c804f05c9914d95f0d73cdcbdd', '{"id":"cust_0pgmisk0tfm0008916olmj5e","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 19, 1795955380776678, 'customer', 'created', 'cust_0pgmisk0trj000cjujgs6cmf', 'R-15', 168413285684806, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'e44e3cc128629a44dbbe31f19d89902e', '{"id":"cust_0pgmisk0trj000cjujgs6cmf","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 20, 1795955380777521, 'customer', 'created', 'cust_0pgmisk0u8og00bfjn00099i', 'R-16', 274220461511853, '', 'key_0pgmisk0got000aaqgarqg7c', '', '27f748e06bfd5fe6ab434e71f7cd0e08', '{"id":"cust_0pgmisk0u8og00bfjn00099i","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 21, 1795955380778215, 'customer', 'created', 'cust_0pgmisk0ujjg00b32tqb3hmf', 'R-17', 46775101486366, '', 'key_0pgmisk0got000aaqgarqg7c', '', '5972a4be6e7d326e4cc008ae3d452f79', '{"id":"cust_0pgmisk0ujjg00b32tqb3hmf","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 22, 1795955380778751, 'customer', 'created', 'cust_0pgmisk0urvg00dnbele0ggc', 'R-18', 14604125104348, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'bdd958521e505c67585bc6fd827ecdfd', '{"id":"cust_0pgmisk0urvg00dnbele0ggc","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 23, 1795955380779381, 'customer', 'created', 'cust_0pgmisk0v5qg00ec6sb0bn7v', 'R-19', 205507884588734, '', 'key_0pgmisk0got000aaqgarqg7c', '', '128388dd9ce9ec2688a46b5e4435f51d', '{"id":"cust_0pgmisk0v5qg00ec6sb0bn7v","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 24, 1795955380780440, 'customer', 'created', 'cust_0pgmisk0vmc00095dk10qjbh', 'R-20', 166714879718516, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'f0d6abca402b5ce4dac05c0372627b8a', '{"id":"cust_0pgmisk0vmc00095dk10qjbh","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 25, 1795955380781103, 'customer', 'created', 'cust_0pgmisk100ng00f8npsdgac1', 'R-21', 202083420329554, '', 'key_0pgmisk0got000aaqgarqg7c', '', '5da025281139ecf38f31f7aabf585301', '{"id":"cust_0pgmisk100ng00f8npsdgac1","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 26, 1795955380782180, 'customer', 'created', 'cust_0pgmisk10hi000boicgekcd2', 'R-22', 5338082935172, '', 'key_0pgmisk0got000aaqgarqg7c', '', '19c410cc2a2f9c44244d340a1f5f3803', '{"id":"cust_0pgmisk10hi000boicgekcd2","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 27, 1795955380782953, 'customer', 'created', 'cust_0pgmisk10tkg00cjt0796mrt', 'R-23', 16210793660787, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'e0d3d706c2842beaa4dec64145bbc57d', '{"id":"cust_0pgmisk10tkg00cjt0796mrt","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 28, 1795955380783630, 'customer', 'created', 'cust_0pgmisk1187000ap7mqv27n2', 'R-24', 44140729275554, '', 'key_0pgmisk0got000aaqgarqg7c', '', '1a13c9062c437b71008ad4f5869c7ec5', '{"id":"cust_0pgmisk1187000ap7mqv27n2","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 29, 1795955380784286, 'customer', 'created', 'cust_0pgmisk11if00088kuho6slk', 'R-25', 231975377096923, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'ae053968d02797c877890ee76a2272f4', '{"id":"cust_0pgmisk11if00088kuho6slk","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 30, 1795955380785004, 'customer', 'created', 'cust_0pgmisk11tm0009satrko2ps', 'R-26', 103263648043919, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'e44132b6e5705422911e0a753c36d567', '{"id":"cust_0pgmisk11tm0009satrko2ps","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 31, 1795955380785792, 'customer', 'created', 'cust_0pgmisk12a0000d0a0q61is8', 'R-27', 20579238932076, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'f0f358a3791b278bafd12354241aa0c6', '{"id":"cust_0pgmisk12a0000d0a0q61is8","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 32, 1795955380786494, 'customer', 'created', 'cust_0pgmisk12kv000bt25v8iqp7', 'R-28', 96002151234479, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'f5a3c09b62a82fc3f9ddb89274c190af', '{"id":"cust_0pgmisk12kv000bt25v8iqp7","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 33, 1795955380787274, 'customer', 'created', 'cust_0pgmisk13150009comkg2ech', 'R-29', 82909828692602, '', 'key_0pgmisk0got000aaqgarqg7c', '', '3645f26aebe54933e990d56096f5878b', '{"id":"cust_0pgmisk13150009comkg2ech","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 34, 1795955380787971, 'customer', 'created', 'cust_0pgmisk13c1g00aerec6md43', 'R-30', 67215227605841, '', 'key_0pgmisk0got000aaqgarqg7c', '', '16235b8b9c47816a55c62cc6f257cdf4', '{"id":"cust_0pgmisk13c1g00aerec6md43","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 35, 1795955380788660, 'customer', 'created', 'cust_0pgmisk13mq00097794umj78', 'R-31', 198498910007496, '', 'key_0pgmisk0got000aaqgarqg7c', '', '1b6050f23e0c60208ea4e365038d016b', '{"id":"cust_0pgmisk13mq00097794umj78","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 36, 1795955380789335, 'customer', 'created', 'cust_0pgmisk141bg00ddobtvpnjd', 'R-32', 32134671350088, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'ad02ee6cd595f9f90c4e8a73a5f9af53', '{"id":"cust_0pgmisk141bg00ddobtvpnjd","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 37, 1795955380790028, 'customer', 'created', 'cust_0pgmisk14c6000adua7cmsc7', 'R-33', 168050766273671, '', 'key_0pgmisk0got000aaqgarqg7c', '', '5d49ad4da3d17a7ac241ec09ab1fbd8f', '{"id":"cust_0pgmisk14c6000adua7cmsc7","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 38, 1795955380790780, 'customer', 'created', 'cust_0pgmisk14nu00089smj297ur', 'R-34', 46803255076767, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'c55a1543a06ba808d8e49aa7ad80bbc9', '{"id":"cust_0pgmisk14nu00089smj297ur","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 39, 1795955380791409, 'customer', 'created', 'cust_0pgmisk151og00e3j6p5v6ns', 'R-35', 124696066746177, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'cc38456a99017f09dfedf7d55d01aa33', '{"id":"cust_0pgmisk151og00e3j6p5v6ns","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 40, 1795955380792168, 'customer', 'created', 'cust_0pgmisk15dk0008o5vt7hdd0', 'R-36', 188666129278660, '', 'key_0pgmisk0got000aaqgarqg7c', '', '55bd0f7571086982554213304a0e1d70', '{"id":"cust_0pgmisk15dk0008o5vt7hdd0","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 41, 1795955380792807, 'customer', 'created', 'cust_0pgmisk15njg00f6v2vctc3i', 'R-37', 34289387681414, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'd63d2d96d567522f4225b11bd96f04de', '{"id":"cust_0pgmisk15njg00f6v2vctc3i","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 42, 1795955380793590, 'customer', 'created', 'cust_0pgmisk163r000cr0eegh36q', 'R-38', 121035832010845, '', 'key_0pgmisk0got000aaqgarqg7c', '', '1ee7eb6df3eda2d919d81f488fd432c8', '{"id":"cust_0pgmisk163r000cr0eegh36q","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 43, 1795955380794299, 'customer', 'created', 'cust_0pgmisk16etg00bajdigba07', 'R-39', 2727460767119, '', 'key_0pgmisk0got000aaqgarqg7c', '', '4b1b09d98814fdd7d11ecb5cb1565247', '{"id":"cust_0pgmisk16etg00bajdigba07","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 44, 1795955380794956, 'customer', 'deleted', 'cust_0pgmisk0r0bg00e62oj9u7e2', 'R-7', 108073135538294, '', 'key_0pgmisk0got000aaqgarqg7c', '', 'e88b2fb455be80089dec99793e744962', '{"id":"cust_0pgmisk0r0bg00e62oj9u7e2","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 45, 1795955380798490, 'customer', 'updated', 'cust_0pgmisk0rc5000ed51npbept', 'R-8', 184727625667476, 'name,domain', 'key_0pgmisk0got000aaqgarqg7c', '', 'e16089507210b7a504777ed137996396', '{"id":"cust_0pgmisk0rc5000ed51npbept","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 46, 1795955380801438, 'customer', 'created', 'cust_0pgmisk19uf000fkh6oahvsi', 'CUST-ACME-001', 185151664798187, '', 'key_0pgmisk0got000aaqgarqg7c', '', '16847de7c437240c70dbd09a3f8d2a00', '{"id":"cust_0pgmisk19uf000fkh6oahvsi","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 47, 1795955380803975, 'location', 'created', 'loc_0pgmisk1b63g008l6rhsmsu0', 'LOC-CHI-001', 143484725272919, '', 'key_0pgmisk0got000aaqgarqg7c', '', '137b95a655d7f90422bf0c68110cda36', '{"id":"loc_0pgmisk1b63g008l6rhsmsu0","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 48, 1795955380808730, 'carrier', 'created', 'carrier_0pgmisk1dgd000bc58hfismd', 'CARR-SWIFT-001', 106182602783942, '', 'key_0pgmisk0got000aaqgarqg7c', '', '4bcad3aececb580e75ee6c24f3dc95b7', '{"id":"carrier_0pgmisk1dgd000bc58hfismd","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgmisk1dgd000mim8bmvteg","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (2, 49, 1795955380813676, 'load', 'created', 'load_0pgmisk1ftm000a45eav7v7t', 'LOAD-2026-0001', 277250346225484, '', 'key_0pgmisk0got000aaqgarqg7c', '', '217ac7e556941565fb954a73bc287f8b', '{"id":"load_0pgmisk1ftm000a45eav7v7t","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgmisk19uf000fkh6oahvsi","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgmisk1dgd000bc58hfismd","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgmisk1ftm000gu20lj15pp","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgmisk1ftm000o6kpksktm2","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.events VALUES (1, 3, 1795955380821369, 'customer', 'created', 'cust_0pgmisk1jlsg00dcpucgt90d', 'R-1', 86933794881751, '', 'key_0pgmisk05gqg00d39h2g6dlp', '', '8601d66c8b0e2043c6ad8b6c9d70b1da', '{"id":"cust_0pgmisk1jlsg00dcpucgt90d","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-29T12:29:40Z","updated_at":"2026-11-29T12:29:40Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-29 12:29:40.493832');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-29 12:29:40.500806');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-29 12:29:40.509843');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-29 12:29:40.513417');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-29 12:29:40.520006');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-29 12:29:40.521582');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-29 12:29:40.52618');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-29 12:29:40.52912');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-29 12:29:40.535016');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-29 12:29:40.536692');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-29 12:29:40.561455');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-29 12:29:40.564203');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-29 12:29:40.588');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-29 12:29:40.598116');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-29 12:29:40.603068');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-29 12:29:40.620958');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-29 12:29:40.626052');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-29 12:29:40.629779');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-29 12:29:40.634504');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-29 12:29:40.648632');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-29 12:29:40.660548');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-29 12:29:40.664777');
INSERT INTO public.goose_db_version VALUES (23, 22, true, '2026-11-29 12:29:40.665822');
INSERT INTO public.goose_db_version VALUES (24, 23, true, '2026-11-29 12:29:40.671884');
INSERT INTO public.goose_db_version VALUES (25, 24, true, '2026-11-29 12:29:40.680043');
INSERT INTO public.goose_db_version VALUES (26, 25, true, '2026-11-29 12:29:40.682561');
INSERT INTO public.goose_db_version VALUES (27, 26, true, '2026-11-29 12:29:40.683165');
INSERT INTO public.goose_db_version VALUES (28, 27, true, '2026-11-29 12:29:40.685767');
INSERT INTO public.goose_db_version VALUES (29, 28, true, '2026-11-29 12:29:40.689763');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgmisk1ftm000a45eav7v7t', 0, 'stop_0pgmisk1ftm000gu20lj15pp', 1, 'PICKUP', 'loc_0pgmisk1b63g008l6rhsmsu0', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgmisk1ftm000a45eav7v7t', 1, 'stop_0pgmisk1ftm000o6kpksktm2', 2, 'DELIVERY', 'loc_0pgmisk1b63g008l6rhsmsu0', 1770019200000000, 1770048000000000);
INSERT INTO public.load_weeks VALUES (2, 1769644800000000, 'ACTIVE', 'DRY_VAN', 0, 1, 'load_0pgmisk1ftm000a45eav7v7t', 'load_0pgmisk1ftm000a45eav7v7t', 1795955380813676, 1795955380813676);
INSERT INTO public.loads VALUES (2, 'load_0pgmisk1ftm000a45eav7v7t', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgmisk19uf000fkh6oahvsi', 'carrier_0pgmisk1dgd000bc58hfismd', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1795955380813676, 1795955380813676, 277250346225484, '[["CUSTOMER",2200],["CARRIER",1800.25]]');
INSERT INTO public.locations VALUES (2, 'loc_0pgmisk1b63g008l6rhsmsu0', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1795955380803975, 1795955380803975, 143484725272919);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgmisk19uf000fkh6oahvsi', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgmisk19uf000fkh6oahvsi', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgmisk1b63g008l6rhsmsu0', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgmisk1b63g008l6rhsmsu0', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgmisk1dgd000bc58hfismd', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgmisk1dgd000bc58hfismd', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgmisk1ftm000a45eav7v7t', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgmisk1ftm000a45eav7v7t', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1795955380726837, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1795955380749882, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 6, 20, 231368081163739, 231368081163739);
INSERT INTO public.row_counts VALUES (2, 'customers', 5, 20, 202214991505576, 227247057264378);
INSERT INTO public.row_counts VALUES (2, 'locations', 5, 1, 89401728388904, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 5, 1, 89401728388904, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 5, 1, 86004544538577, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 5, 1, 48522888688044, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 5, 1, 48522888688044, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 5, 1, 48522888688044, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 5, 1, 238009032374349, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 29, true);
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
