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
CREATE FUNCTION public.count_lane_carriers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    r lane_carriers;
    added bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        r := NEW;
        added := NEW.loads;
    ELSIF TG_OP = 'UPDATE' THEN
        r := NEW;
        added := NEW.loads - OLD.loads;
    ELSE
        r := OLD;
        added := -OLD.loads;
    END IF;
    INSERT INTO lane_carrier_loads AS l
    VALUES (r.organization_id, r.origin_state, r.destination_state, r.origin_area, r.destination_area, r.carrier_id, added)
    ON CONFLICT (organization_id, carrier_id, origin_state, destination_state, origin_area, destination_area) DO UPDATE SET
        loads = l.loads + EXCLUDED.loads;
    IF TG_OP = 'DELETE' THEN
        DELETE FROM lane_carrier_loads
        WHERE organization_id = r.organization_id AND origin_state = r.origin_state AND destination_state = r.destination_state
            AND origin_area = r.origin_area AND destination_area = r.destination_area AND carrier_id = r.carrier_id AND loads = 0;
    END IF;
    RETURN NULL;
END $$;
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
CREATE TABLE public.lane_carrier_loads (
    organization_id bigint NOT NULL,
    origin_state text NOT NULL COLLATE pg_catalog."C",
    destination_state text NOT NULL COLLATE pg_catalog."C",
    origin_area text NOT NULL COLLATE pg_catalog."C",
    destination_area text NOT NULL COLLATE pg_catalog."C",
    carrier_id text NOT NULL COLLATE pg_catalog."C",
    loads bigint NOT NULL
);
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
INSERT INTO public.api_keys VALUES (2, 'key_0pgnjtcbacm000iv4g9gs6aj', 'reader', '\xb5d15b74c61420cb5628ce7e30bbd42da059274475c18dc46fe185ba5d2c63b5', 'read:customers', 1796026298749740, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.api_keys VALUES (1, 'key_0pgnjtcb1g2g008sego247fb', 'first', '\xa83cff864a7a05a22fa9e7f6300b869d0e59ba0e6f1e40c00f5108ef46bd7cf9', '*', 1796026298731525, NULL, NULL, NULL, NULL, NULL, 1796026260000000);
INSERT INTO public.api_keys VALUES (2, 'key_0pgnjtcbacm000e60fvb9kct', '', '\x90b757917d760d4745096b23989d594d8c54f8842e5fd0274214b0b29a10df24', '*', 1796026298749740, NULL, NULL, NULL, NULL, NULL, 1796026260000000);
INSERT INTO public.carrier_contacts VALUES (2, 'carrier_0pgnjtcc2540008eoeplec0s', 0, 'contact_0pgnjtcc254000n9pk64umb6', 'Jane', 'Doe', 'jane@example.com', '214-555-0101', true);
INSERT INTO public.carriers VALUES (2, 'carrier_0pgnjtcc2540008eoeplec0s', 'CARR-SWIFT-001', 'Swift Haul', 'swift haul', 'MC123456', 'DOT1234567', '214-555-0100', 'dispatch@example.com', 1796026298798408, 1796026298798408, 274971501218876);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbd23000bjtp6rtaot', 'R-0', 'Żółw & Söhne 0', 'żółw & söhne 0', NULL, NULL, '0', false, 'carrier', 1796026298755206, 1796026298755206, 190894897837261);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbeu8g00bfthmr9p14', 'R-1', 'Żółw & Söhne 1', 'żółw & söhne 1', NULL, NULL, '1', true, 'carrier', 1796026298759057, 1796026298759057, 135661797163841);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbfiig00epq3ecvq1i', 'R-2', 'Żółw & Söhne 2', 'żółw & söhne 2', NULL, NULL, '2', true, 'carrier', 1796026298760357, 1796026298760357, 270617455999881);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbg240009q7rfiqeqt', 'R-3', 'Żółw & Söhne 3', 'żółw & söhne 3', NULL, NULL, '3', false, 'carrier', 1796026298761352, 1796026298761352, 154781094935020);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbggj000ci6n2vbpir', 'R-4', 'Żółw & Söhne 4', 'żółw & söhne 4', NULL, NULL, '4', true, 'carrier', 1796026298762278, 1796026298762278, 88947117757512);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbgv6g00fi96pick7s', 'R-5', 'Żółw & Söhne 5', 'żółw & söhne 5', NULL, NULL, '5', true, 'carrier', 1796026298763213, 1796026298763213, 37694645181742);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbhci000bjllei494q', 'R-6', 'Żółw & Söhne 6', 'żółw & söhne 6', NULL, NULL, '6', false, 'carrier', 1796026298764068, 1796026298764068, 220524072872913);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbibk000a00bbme5b7', 'R-9', 'Żółw & Söhne 9', 'żółw & söhne 9', NULL, NULL, '9', false, 'carrier', 1796026298766056, 1796026298766056, 107406724079011);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbij8g00ae8c0v2q7p', 'R-10', 'Żółw & Söhne 10', 'żółw & söhne 10', NULL, NULL, '10', true, 'carrier', 1796026298766545, 1796026298766545, 196839788676865);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbir8g00c08abg0l3m', 'R-11', 'Żółw & Söhne 11', 'żółw & söhne 11', NULL, NULL, '11', true, 'carrier', 1796026298767057, 1796026298767057, 83230577214153);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbj2m000ftetgk5rgv', 'R-12', 'Żółw & Söhne 12', 'żółw & söhne 12', NULL, NULL, '12', false, 'carrier', 1796026298767532, 1796026298767532, 275496946755100);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbjak000f6nq124pog', 'R-13', 'Żółw & Söhne 13', 'żółw & söhne 13', NULL, NULL, '13', true, 'carrier', 1796026298768040, 1796026298768040, 29033053532043);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbjht000fpon7h4m5s', 'R-14', 'Żółw & Söhne 14', 'żółw & söhne 14', NULL, NULL, '14', true, 'carrier', 1796026298768506, 1796026298768506, 185325639875419);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbjpc000ddk8lchf73', 'R-15', 'Żółw & Söhne 15', 'żółw & söhne 15', NULL, NULL, '15', false, 'carrier', 1796026298768984, 1796026298768984, 155388489513826);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbk5m000boiasleklp', 'R-16', 'Żółw & Söhne 16', 'żółw & söhne 16', NULL, NULL, '16', true, 'carrier', 1796026298769772, 1796026298769772, 169243896025168);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbkhhg009fnm8otm49', 'R-17', 'Żółw & Söhne 17', 'żółw & söhne 17', NULL, NULL, '17', true, 'carrier', 1796026298770531, 1796026298770531, 249031041958132);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbks5g00f8uhsorfbf', 'R-18', 'Żółw & Söhne 18', 'żółw & söhne 18', NULL, NULL, '18', false, 'carrier', 1796026298771211, 1796026298771211, 185502855269320);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbl4j000ar6v6qeran', 'R-19', 'Żółw & Söhne 19', 'żółw & söhne 19', NULL, NULL, '19', true, 'carrier', 1796026298771750, 1796026298771750, 231456020183084);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcble8g008hjcrr7h5e', 'R-20', 'Żółw & Söhne 20', 'żółw & söhne 20', NULL, NULL, '20', true, 'carrier', 1796026298772369, 1796026298772369, 281239303389715);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcblnog00f107aqd90n', 'R-21', 'Żółw & Söhne 21', 'żółw & söhne 21', NULL, NULL, '21', false, 'carrier', 1796026298772977, 1796026298772977, 145973266582094);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbm5cg00899qvjpehk', 'R-22', 'Żółw & Söhne 22', 'żółw & söhne 22', NULL, NULL, '22', true, 'carrier', 1796026298773849, 1796026298773849, 193893650527464);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbmic000brjp3rc8r0', 'R-23', 'Żółw & Söhne 23', 'żółw & söhne 23', NULL, NULL, '23', true, 'carrier', 1796026298774680, 1796026298774680, 146421916353937);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbmu7g009u4k5kpc4q', 'R-24', 'Żółw & Söhne 24', 'żółw & söhne 24', NULL, NULL, '24', false, 'carrier', 1796026298775439, 1796026298775439, 185018513837680);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbn7hg00ckucb6e574', 'R-25', 'Żółw & Söhne 25', 'żółw & söhne 25', NULL, NULL, '25', true, 'carrier', 1796026298776035, 1796026298776035, 159309681760434);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbnhp000d07deprmr9', 'R-26', 'Żółw & Söhne 26', 'żółw & söhne 26', NULL, NULL, '26', true, 'carrier', 1796026298776690, 1796026298776690, 51454393248770);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbnta000clodcqmjkt', 'R-27', 'Żółw & Söhne 27', 'żółw & söhne 27', NULL, NULL, '27', false, 'carrier', 1796026298777428, 1796026298777428, 123980709736617);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcboabg00dgo1a7mvno', 'R-28', 'Żółw & Söhne 28', 'żółw & söhne 28', NULL, NULL, '28', true, 'carrier', 1796026298778263, 1796026298778263, 122500551732732);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbojl0009a7ve394kn', 'R-29', 'Żółw & Söhne 29', 'żółw & söhne 29', NULL, NULL, '29', true, 'carrier', 1796026298778858, 1796026298778858, 167177276973698);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbovtg009uu87behfc', 'R-30', 'Żółw & Söhne 30', 'żółw & söhne 30', NULL, NULL, '30', false, 'carrier', 1796026298779643, 1796026298779643, 178116679269324);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbp7ug008jp59le0h4', 'R-31', 'Żółw & Söhne 31', 'żółw & söhne 31', NULL, NULL, '31', true, 'carrier', 1796026298780157, 1796026298780157, 36727901359749);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbpi4g00bbeafb4koa', 'R-32', 'Żółw & Söhne 32', 'żółw & söhne 32', NULL, NULL, '32', true, 'carrier', 1796026298780809, 1796026298780809, 95806629512687);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbptv000a40vb2b9e0', 'R-33', 'Żółw & Söhne 33', 'żółw & söhne 33', NULL, NULL, '33', false, 'carrier', 1796026298781566, 1796026298781566, 273750595007977);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbq8rg00alqvtsgjjp', 'R-34', 'Żółw & Söhne 34', 'żółw & söhne 34', NULL, NULL, '34', true, 'carrier', 1796026298782263, 1796026298782263, 182005832066640);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbqih000e6mq0t68fa', 'R-35', 'Żółw & Söhne 35', 'żółw & söhne 35', NULL, NULL, '35', true, 'carrier', 1796026298782882, 1796026298782882, 71833930838299);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbqrr000cs5djfkvtg', 'R-36', 'Żółw & Söhne 36', 'żółw & söhne 36', NULL, NULL, '36', false, 'carrier', 1796026298783478, 1796026298783478, 86459029393500);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbr51000da9dfock4l', 'R-37', 'Żółw & Söhne 37', 'żółw & söhne 37', NULL, NULL, '37', true, 'carrier', 1796026298784066, 1796026298784066, 42871047337058);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbrdhg008vq7v3ibqj', 'R-38', 'Żółw & Söhne 38', 'żółw & söhne 38', NULL, NULL, '38', true, 'carrier', 1796026298784611, 1796026298784611, 50189057903982);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbrnf0008ri7goqlhi', 'R-39', 'Żółw & Söhne 39', 'żółw & söhne 39', NULL, NULL, '39', false, 'carrier', 1796026298785246, 1796026298785246, 61584818489318);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbi2hg00cp4c2nbih6', 'R-8', 'Renamed', 'renamed', NULL, 'example.com', '8', true, 'carrier', 1796026298765475, 1796026298789243, 140471252051827);
INSERT INTO public.customers VALUES (2, 'cust_0pgnjtcbuli000a2t1fqm30g', 'CUST-ACME-001', 'Acme Corporation', 'acme corporation', 'ACME-REF-001', 'acme.com', '312-555-0100', true, 'Enterprise', 1796026298791268, 1796026298791268, 272700722303807);
INSERT INTO public.customers VALUES (1, 'cust_0pgnjtcc82jg0091nl4pm0ua', 'R-1', 'Acme Corporation', 'acme corporation', NULL, NULL, NULL, true, NULL, 1796026298810535, 1796026298810535, 84829971457607);
INSERT INTO public.event_heads VALUES (2, 49, 0);
INSERT INTO public.event_heads VALUES (1, 3, 0);
INSERT INTO public.events VALUES (1, 1, 1796026298731525, 'organization', 'created', '1', '1', 1796026298731525, '', '', 'root', '', '{"id":1,"name":"default"}');
INSERT INTO public.events VALUES (1, 2, 1796026298731525, 'key', 'created', 'key_0pgnjtcb1g2g008sego247fb', 'key_0pgnjtcb1g2g008sego247fb', 1796026298731525, '', '', 'root', '', '{"id":"key_0pgnjtcb1g2g008sego247fb","name":"first","scopes":["*"],"created_at":"2026-11-30T08:11:38Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 1, 1796026298749740, 'organization', 'created', '2', '2', 1796026298749740, '', '', 'root', '', '{"id":2,"name":"acme"}');
INSERT INTO public.events VALUES (2, 2, 1796026298749740, 'key', 'created', 'key_0pgnjtcbacm000e60fvb9kct', 'key_0pgnjtcbacm000e60fvb9kct', 1796026298749740, '', '', 'root', '', '{"id":"key_0pgnjtcbacm000e60fvb9kct","name":"","scopes":["*"],"created_at":"2026-11-30T08:11:38Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 3, 1796026298749740, 'key', 'created', 'key_0pgnjtcbacm000iv4g9gs6aj', 'key_0pgnjtcbacm000iv4g9gs6aj', 1796026298749740, '', '', 'root', '', '{"id":"key_0pgnjtcbacm000iv4g9gs6aj","name":"reader","scopes":["read:customers"],"created_at":"2026-11-30T08:11:38Z","expires_at":null,"revoked_at":null,"replaced_by":null,"per_minute":null,"per_day":null}');
INSERT INTO public.events VALUES (2, 4, 1796026298755206, 'customer', 'created', 'cust_0pgnjtcbd23000bjtp6rtaot', 'R-0', 190894897837261, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'fc5695121c1b382ee6ca39e66bf1282c', '{"id":"cust_0pgnjtcbd23000bjtp6rtaot","external_reference_id":"R-0","name":"Żółw & Söhne 0","reference_number":null,"domain":null,"phone":"0","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 5, 1796026298759057, 'customer', 'created', 'cust_0pgnjtcbeu8g00bfthmr9p14', 'R-1', 135661797163841, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'f370459e53084169f1314166c567e3ff', '{"id":"cust_0pgnjtcbeu8g00bfthmr9p14","external_reference_id":"R-1","name":"Żółw & Söhne 1","reference_number":null,"domain":null,"phone":"1","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 6, 1796026298760357, 'customer', 'created', 'cust_0pgnjtcbfiig00epq3ecvq1i', 'R-2', 270617455999881, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '72b147757ad9aa01500a5a000133dbb0', '{"id":"cust_0pgnjtcbfiig00epq3ecvq1i","external_reference_id":"R-2","name":"Żółw & Söhne 2","reference_number":null,"domain":null,"phone":"2","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 7, 1796026298761352, 'customer', 'created', 'cust_0pgnjtcbg240009q7rfiqeqt', 'R-3', 154781094935020, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'd1597f5576ca29aeba061222a5206177', '{"id":"cust_0pgnjtcbg240009q7rfiqeqt","external_reference_id":"R-3","name":"Żółw & Söhne 3","reference_number":null,"domain":null,"phone":"3","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 8, 1796026298762278, 'customer', 'created', 'cust_0pgnjtcbggj000ci6n2vbpir', 'R-4', 88947117757512, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'e539b6c40895847a785c9aacf7e7aac1', '{"id":"cust_0pgnjtcbggj000ci6n2vbpir","external_reference_id":"R-4","name":"Żółw & Söhne 4","reference_number":null,"domain":null,"phone":"4","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 9, 1796026298763213, 'customer', 'created', 'cust_0pgnjtcbgv6g00fi96pick7s', 'R-5', 37694645181742, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '5e61471de18a6a5f2f221d5785c0669a', '{"id":"cust_0pgnjtcbgv6g00fi96pick7s","external_reference_id":"R-5","name":"Żółw & Söhne 5","reference_number":null,"domain":null,"phone":"5","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 10, 1796026298764068, 'customer', 'created', 'cust_0pgnjtcbhci000bjllei494q', 'R-6', 220524072872913, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'dae8792cea9b4e61cffb50d27a7b3eb6', '{"id":"cust_0pgnjtcbhci000bjllei494q","external_reference_id":"R-6","name":"Żółw & Söhne 6","reference_number":null,"domain":null,"phone":"6","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 11, 1796026298764840, 'customer', 'created', 'cust_0pgnjtcbhok000dc2nomk7gg', 'R-7', 171321598376781, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '6c63a3641b2a02117c4dabc122b81394', '{"id":"cust_0pgnjtcbhok000dc2nomk7gg","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 12, 1796026298765475, 'customer', 'created', 'cust_0pgnjtcbi2hg00cp4c2nbih6', 'R-8', 140471252051826, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'f1d59823b778f074796825c3d5db6e18', '{"id":"cust_0pgnjtcbi2hg00cp4c2nbih6","external_reference_id":"R-8","name":"Żółw & Söhne 8","reference_number":null,"domain":null,"phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 13, 1796026298766056, 'customer', 'created', 'cust_0pgnjtcbibk000a00bbme5b7', 'R-9', 107406724079011, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'b4247f0c4a432f3207fa9ccaa297d3b6', '{"id":"cust_0pgnjtcbibk000a00bbme5b7","external_reference_id":"R-9","name":"Żółw & Söhne 9","reference_number":null,"domain":null,"phone":"9","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 14, 1796026298766545, 'customer', 'created', 'cust_0pgnjtcbij8g00ae8c0v2q7p', 'R-10', 196839788676865, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '7cf3f306f56f8447f78fe2b07661a5c7', '{"id":"cust_0pgnjtcbij8g00ae8c0v2q7p","external_reference_id":"R-10","name":"Żółw & Söhne 10","reference_number":null,"domain":null,"phone":"10","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 15, 1796026298767057, 'customer', 'created', 'cust_0pgnjtcbir8g00c08abg0l3m', 'R-11', 83230577214153, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'c1e60ef56b30fb96e3e5012158422865', '{"id":"cust_0pgnjtcbir8g00c08abg0l3m","external_reference_id":"R-11","name":"Żółw & Söhne 11","reference_number":null,"domain":null,"phone":"11","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 16, 1796026298767532, 'customer', 'created', 'cust_0pgnjtcbj2m000ftetgk5rgv', 'R-12', 275496946755100, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '872275bfe39475911fab51517165be40', '{"id":"cust_0pgnjtcbj2m000ftetgk5rgv","external_reference_id":"R-12","name":"Żółw & Söhne 12","reference_number":null,"domain":null,"phone":"12","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 17, 1796026298768040, 'customer', 'created', 'cust_0pgnjtcbjak000f6nq124pog', 'R-13', 29033053532043, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '01ad30a813f5fd8ba13da38bebd8672e', '{"id":"cust_0pgnjtcbjak000f6nq124pog","external_reference_id":"R-13","name":"Żółw & Söhne 13","reference_number":null,"domain":null,"phone":"13","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 18, 1796026298768506, 'customer', 'created', 'cust_0pgnjtcbjht000fpon7h4m5s', 'R-14', 185325639875419, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '0e90d18a36f22990a225449b12cd76cf', '{"id":"cust_0pgnjtcbjht000fpon7h4m5s","external_reference_id":"R-14","name":"Żółw & Söhne 14","reference_number":null,"domain":null,"phone":"14","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 19, 1796026298768984, 'customer', 'created', 'cust_0pgnjtcbjpc000ddk8lchf73', 'R-15', 155388489513826, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'bad921a8149cb0864ae32cd13649791f', '{"id":"cust_0pgnjtcbjpc000ddk8lchf73","external_reference_id":"R-15","name":"Żółw & Söhne 15","reference_number":null,"domain":null,"phone":"15","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 20, 1796026298769772, 'customer', 'created', 'cust_0pgnjtcbk5m000boiasleklp', 'R-16', 169243896025168, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '48fb98d88b8af4c20088fb2520007f14', '{"id":"cust_0pgnjtcbk5m000boiasleklp","external_reference_id":"R-16","name":"Żółw & Söhne 16","reference_number":null,"domain":null,"phone":"16","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 21, 1796026298770531, 'customer', 'created', 'cust_0pgnjtcbkhhg009fnm8otm49', 'R-17', 249031041958132, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'b5835b16ad3f040af27188c5eacfe4cf', '{"id":"cust_0pgnjtcbkhhg009fnm8otm49","external_reference_id":"R-17","name":"Żółw & Söhne 17","reference_number":null,"domain":null,"phone":"17","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 22, 1796026298771211, 'customer', 'created', 'cust_0pgnjtcbks5g00f8uhsorfbf', 'R-18', 185502855269320, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'e732342ed97ec90276b2f9a76ffc151d', '{"id":"cust_0pgnjtcbks5g00f8uhsorfbf","external_reference_id":"R-18","name":"Żółw & Söhne 18","reference_number":null,"domain":null,"phone":"18","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 23, 1796026298771750, 'customer', 'created', 'cust_0pgnjtcbl4j000ar6v6qeran', 'R-19', 231456020183084, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'b145daf664a17df6932b175bab3cb40e', '{"id":"cust_0pgnjtcbl4j000ar6v6qeran","external_reference_id":"R-19","name":"Żółw & Söhne 19","reference_number":null,"domain":null,"phone":"19","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 24, 1796026298772369, 'customer', 'created', 'cust_0pgnjtcble8g008hjcrr7h5e', 'R-20', 281239303389715, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '9c0da4d80d64c8934bf9a479bad08ad0', '{"id":"cust_0pgnjtcble8g008hjcrr7h5e","external_reference_id":"R-20","name":"Żółw & Söhne 20","reference_number":null,"domain":null,"phone":"20","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 25, 1796026298772977, 'customer', 'created', 'cust_0pgnjtcblnog00f107aqd90n', 'R-21', 145973266582094, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '49c135e2435f6e80ac899a87fc83f0da', '{"id":"cust_0pgnjtcblnog00f107aqd90n","external_reference_id":"R-21","name":"Żółw & Söhne 21","reference_number":null,"domain":null,"phone":"21","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 26, 1796026298773849, 'customer', 'created', 'cust_0pgnjtcbm5cg00899qvjpehk', 'R-22', 193893650527464, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '31d385794131b7b8f22971b7a48fdaf8', '{"id":"cust_0pgnjtcbm5cg00899qvjpehk","external_reference_id":"R-22","name":"Żółw & Söhne 22","reference_number":null,"domain":null,"phone":"22","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 27, 1796026298774680, 'customer', 'created', 'cust_0pgnjtcbmic000brjp3rc8r0', 'R-23', 146421916353937, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'bda44c9a9d96c343b97e4ce1492a4dc1', '{"id":"cust_0pgnjtcbmic000brjp3rc8r0","external_reference_id":"R-23","name":"Żółw & Söhne 23","reference_number":null,"domain":null,"phone":"23","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 28, 1796026298775439, 'customer', 'created', 'cust_0pgnjtcbmu7g009u4k5kpc4q', 'R-24', 185018513837680, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '68ef44f4292f5ac50c92f8a6f5b9e499', '{"id":"cust_0pgnjtcbmu7g009u4k5kpc4q","external_reference_id":"R-24","name":"Żółw & Söhne 24","reference_number":null,"domain":null,"phone":"24","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 29, 1796026298776035, 'customer', 'created', 'cust_0pgnjtcbn7hg00ckucb6e574', 'R-25', 159309681760434, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '008a158db14aafbd8a32570c493c1744', '{"id":"cust_0pgnjtcbn7hg00ckucb6e574","external_reference_id":"R-25","name":"Żółw & Söhne 25","reference_number":null,"domain":null,"phone":"25","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 30, 1796026298776690, 'customer', 'created', 'cust_0pgnjtcbnhp000d07deprmr9', 'R-26', 51454393248770, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'c6b61d69f79a4237e20e1b143e3c463b', '{"id":"cust_0pgnjtcbnhp000d07deprmr9","external_reference_id":"R-26","name":"Żółw & Söhne 26","reference_number":null,"domain":null,"phone":"26","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 31, 1796026298777428, 'customer', 'created', 'cust_0pgnjtcbnta000clodcqmjkt', 'R-27', 123980709736617, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'f053bada47669a1d7145aa83602d2bbb', '{"id":"cust_0pgnjtcbnta000clodcqmjkt","external_reference_id":"R-27","name":"Żółw & Söhne 27","reference_number":null,"domain":null,"phone":"27","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 32, 1796026298778263, 'customer', 'created', 'cust_0pgnjtcboabg00dgo1a7mvno', 'R-28', 122500551732732, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '599e5432a32d7b36d44567cf79187b28', '{"id":"cust_0pgnjtcboabg00dgo1a7mvno","external_reference_id":"R-28","name":"Żółw & Söhne 28","reference_number":null,"domain":null,"phone":"28","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 33, 1796026298778858, 'customer', 'created', 'cust_0pgnjtcbojl0009a7ve394kn', 'R-29', 167177276973698, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'b644272d8bf0d2fe02a392f14d0b0b2a', '{"id":"cust_0pgnjtcbojl0009a7ve394kn","external_reference_id":"R-29","name":"Żółw & Söhne 29","reference_number":null,"domain":null,"phone":"29","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 34, 1796026298779643, 'customer', 'created', 'cust_0pgnjtcbovtg009uu87behfc', 'R-30', 178116679269324, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '3048514cf2cff72101b57f7e5108d1f8', '{"id":"cust_0pgnjtcbovtg009uu87behfc","external_reference_id":"R-30","name":"Żółw & Söhne 30","reference_number":null,"domain":null,"phone":"30","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 35, 1796026298780157, 'customer', 'created', 'cust_0pgnjtcbp7ug008jp59le0h4', 'R-31', 36727901359749, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'bee0df5fb250502de67efa5e8edf6e0b', '{"id":"cust_0pgnjtcbp7ug008jp59le0h4","external_reference_id":"R-31","name":"Żółw & Söhne 31","reference_number":null,"domain":null,"phone":"31","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 36, 1796026298780809, 'customer', 'created', 'cust_0pgnjtcbpi4g00bbeafb4koa', 'R-32', 95806629512687, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'c493f4b6e66e915ad98e768be9b2ccaf', '{"id":"cust_0pgnjtcbpi4g00bbeafb4koa","external_reference_id":"R-32","name":"Żółw & Söhne 32","reference_number":null,"domain":null,"phone":"32","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 37, 1796026298781566, 'customer', 'created', 'cust_0pgnjtcbptv000a40vb2b9e0', 'R-33', 273750595007977, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '2c6f5349f50299a95d618e58daba0a36', '{"id":"cust_0pgnjtcbptv000a40vb2b9e0","external_reference_id":"R-33","name":"Żółw & Söhne 33","reference_number":null,"domain":null,"phone":"33","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 38, 1796026298782263, 'customer', 'created', 'cust_0pgnjtcbq8rg00alqvtsgjjp', 'R-34', 182005832066640, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'f216e8768e86e585ce92c616b8387460', '{"id":"cust_0pgnjtcbq8rg00alqvtsgjjp","external_reference_id":"R-34","name":"Żółw & Söhne 34","reference_number":null,"domain":null,"phone":"34","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 39, 1796026298782882, 'customer', 'created', 'cust_0pgnjtcbqih000e6mq0t68fa', 'R-35', 71833930838299, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '449e395f963224d70e770a2b763009c1', '{"id":"cust_0pgnjtcbqih000e6mq0t68fa","external_reference_id":"R-35","name":"Żółw & Söhne 35","reference_number":null,"domain":null,"phone":"35","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 40, 1796026298783478, 'customer', 'created', 'cust_0pgnjtcbqrr000cs5djfkvtg', 'R-36', 86459029393500, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '39c48b790ba849858cefac3658ac2b70', '{"id":"cust_0pgnjtcbqrr000cs5djfkvtg","external_reference_id":"R-36","name":"Żółw & Söhne 36","reference_number":null,"domain":null,"phone":"36","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 41, 1796026298784066, 'customer', 'created', 'cust_0pgnjtcbr51000da9dfock4l', 'R-37', 42871047337058, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '7175dec39eefb04c7b804840d6d74ff3', '{"id":"cust_0pgnjtcbr51000da9dfock4l","external_reference_id":"R-37","name":"Żółw & Söhne 37","reference_number":null,"domain":null,"phone":"37","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 42, 1796026298784611, 'customer', 'created', 'cust_0pgnjtcbrdhg008vq7v3ibqj', 'R-38', 50189057903982, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '25f339d7325a9fd314f63ca0fc372ef4', '{"id":"cust_0pgnjtcbrdhg008vq7v3ibqj","external_reference_id":"R-38","name":"Żółw & Söhne 38","reference_number":null,"domain":null,"phone":"38","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 43, 1796026298785246, 'customer', 'created', 'cust_0pgnjtcbrnf0008ri7goqlhi', 'R-39', 61584818489318, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '4dd12dc8f42263eeb02fbd3e04430751', '{"id":"cust_0pgnjtcbrnf0008ri7goqlhi","external_reference_id":"R-39","name":"Żółw & Söhne 39","reference_number":null,"domain":null,"phone":"39","is_active":false,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 44, 1796026298785923, 'customer', 'deleted', 'cust_0pgnjtcbhok000dc2nomk7gg', 'R-7', 171321598376782, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'e0fa175fa8ac7c0317da453e2c269944', '{"id":"cust_0pgnjtcbhok000dc2nomk7gg","external_reference_id":"R-7","name":"Żółw & Söhne 7","reference_number":null,"domain":null,"phone":"7","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 45, 1796026298789243, 'customer', 'updated', 'cust_0pgnjtcbi2hg00cp4c2nbih6', 'R-8', 140471252051827, 'name,domain', 'key_0pgnjtcbacm000e60fvb9kct', '', '4d38aafdf38b35f675beea9d53e2c107', '{"id":"cust_0pgnjtcbi2hg00cp4c2nbih6","external_reference_id":"R-8","name":"Renamed","reference_number":null,"domain":"example.com","phone":"8","is_active":true,"customer_type":"carrier","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 46, 1796026298791268, 'customer', 'created', 'cust_0pgnjtcbuli000a2t1fqm30g', 'CUST-ACME-001', 272700722303807, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '4de962808aa7c33a12a1ba720ecd1617', '{"id":"cust_0pgnjtcbuli000a2t1fqm30g","external_reference_id":"CUST-ACME-001","name":"Acme Corporation","reference_number":"ACME-REF-001","domain":"acme.com","phone":"312-555-0100","is_active":true,"customer_type":"Enterprise","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 47, 1796026298794130, 'location', 'created', 'loc_0pgnjtcc02900091hqbghfvs', 'LOC-CHI-001', 7500766914377, '', 'key_0pgnjtcbacm000e60fvb9kct', '', 'fe914452875f230244480e1aee423c5a', '{"id":"loc_0pgnjtcc02900091hqbghfvs","external_reference_id":"LOC-CHI-001","name":"Chicago Distribution Center","address_line1":"123 Industrial Blvd","address_line2":"Dock 4","city":"Chicago","state":"US-IL","postal_code":"60699","country":"US","latitude":41.85,"longitude":-87.65,"email":"chi@example.com","phone_number":"312-555-0200","weekday_open_hours":"08:00","weekday_close_hours":"17:30","weekend_open_hours":"09:00","weekend_close_hours":"12:00","internal_notes":"Ring twice","created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 48, 1796026298798408, 'carrier', 'created', 'carrier_0pgnjtcc2540008eoeplec0s', 'CARR-SWIFT-001', 274971501218876, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '0b3d78d175412e1c2befbd0eb1a6c5b8', '{"id":"carrier_0pgnjtcc2540008eoeplec0s","external_reference_id":"CARR-SWIFT-001","name":"Swift Haul","mc_number":"MC123456","dot_number":"DOT1234567","phone_number":"214-555-0100","email":"dispatch@example.com","contacts":[{"id":"contact_0pgnjtcc254000n9pk64umb6","first_name":"Jane","last_name":"Doe","primary_email":"jane@example.com","primary_phone":"214-555-0101","is_primary_contact":true}],"created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (2, 49, 1796026298803135, 'load', 'created', 'load_0pgnjtcc4evg00fno4r76cgi', 'LOAD-2026-0001', 25773809530766, '', 'key_0pgnjtcbacm000e60fvb9kct', '', '839299affafdf6788748a06fcddd8faf', '{"id":"load_0pgnjtcc4evg00fno4r76cgi","external_reference_id":"LOAD-2026-0001","status":"ACTIVE","equipment_type":"DRY_VAN","transport_mode":"FTL","description":"Auto parts","customer_id":"cust_0pgnjtcbuli000a2t1fqm30g","customer_external_reference_id":"CUST-ACME-001","customer_name":"Acme Corporation","carrier_id":"carrier_0pgnjtcc2540008eoeplec0s","carrier_external_reference_id":"CARR-SWIFT-001","carrier_name":"Swift Haul","weight":42000,"weight_uom":"lbs","total_distance":285,"max_buy_rate":1850.5,"stops":[{"id":"stop_0pgnjtcc4evg00gh1hbbg1hb","stop_number":1,"stop_type":"PICKUP","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-01T08:00:00Z","late_arrival":"2026-02-01T16:00:00Z"},{"id":"stop_0pgnjtcc4evg00ve5tggd3rp","stop_number":2,"stop_type":"DELIVERY","location_external_reference_id":"LOC-CHI-001","location_name":"Chicago Distribution Center","early_arrival":"2026-02-02T08:00:00Z","late_arrival":"2026-02-02T16:00:00Z"}],"financial_rates":[{"rate_entity":"CUSTOMER","amount":2200},{"rate_entity":"CARRIER","amount":1800.25}],"sales_rep":null,"dispatcher_rep":null,"assigned_dispatcher":null,"actual_dispatcher":null,"operation_user":null,"account_manager":null,"created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.events VALUES (1, 3, 1796026298810535, 'customer', 'created', 'cust_0pgnjtcc82jg0091nl4pm0ua', 'R-1', 84829971457607, '', 'key_0pgnjtcb1g2g008sego247fb', '', 'a960a57fc162fe941211cd6d75173e0e', '{"id":"cust_0pgnjtcc82jg0091nl4pm0ua","external_reference_id":"R-1","name":"Acme Corporation","reference_number":null,"domain":null,"phone":null,"is_active":true,"customer_type":null,"created_at":"2026-11-30T08:11:38Z","updated_at":"2026-11-30T08:11:38Z"}');
INSERT INTO public.goose_db_version VALUES (1, 0, true, '2026-11-30 08:11:38.52366');
INSERT INTO public.goose_db_version VALUES (2, 1, true, '2026-11-30 08:11:38.530596');
INSERT INTO public.goose_db_version VALUES (3, 2, true, '2026-11-30 08:11:38.540179');
INSERT INTO public.goose_db_version VALUES (4, 3, true, '2026-11-30 08:11:38.546165');
INSERT INTO public.goose_db_version VALUES (5, 4, true, '2026-11-30 08:11:38.551496');
INSERT INTO public.goose_db_version VALUES (6, 5, true, '2026-11-30 08:11:38.552664');
INSERT INTO public.goose_db_version VALUES (7, 6, true, '2026-11-30 08:11:38.555753');
INSERT INTO public.goose_db_version VALUES (8, 7, true, '2026-11-30 08:11:38.559235');
INSERT INTO public.goose_db_version VALUES (9, 8, true, '2026-11-30 08:11:38.561121');
INSERT INTO public.goose_db_version VALUES (10, 9, true, '2026-11-30 08:11:38.563211');
INSERT INTO public.goose_db_version VALUES (11, 10, true, '2026-11-30 08:11:38.582461');
INSERT INTO public.goose_db_version VALUES (12, 11, true, '2026-11-30 08:11:38.585215');
INSERT INTO public.goose_db_version VALUES (13, 12, true, '2026-11-30 08:11:38.604359');
INSERT INTO public.goose_db_version VALUES (14, 13, true, '2026-11-30 08:11:38.608648');
INSERT INTO public.goose_db_version VALUES (15, 14, true, '2026-11-30 08:11:38.613458');
INSERT INTO public.goose_db_version VALUES (16, 15, true, '2026-11-30 08:11:38.627117');
INSERT INTO public.goose_db_version VALUES (17, 16, true, '2026-11-30 08:11:38.628201');
INSERT INTO public.goose_db_version VALUES (18, 17, true, '2026-11-30 08:11:38.633209');
INSERT INTO public.goose_db_version VALUES (19, 18, true, '2026-11-30 08:11:38.639181');
INSERT INTO public.goose_db_version VALUES (20, 19, true, '2026-11-30 08:11:38.654547');
INSERT INTO public.goose_db_version VALUES (21, 20, true, '2026-11-30 08:11:38.670875');
INSERT INTO public.goose_db_version VALUES (22, 21, true, '2026-11-30 08:11:38.675675');
INSERT INTO public.goose_db_version VALUES (23, 22, true, '2026-11-30 08:11:38.676914');
INSERT INTO public.goose_db_version VALUES (24, 23, true, '2026-11-30 08:11:38.683867');
INSERT INTO public.goose_db_version VALUES (25, 24, true, '2026-11-30 08:11:38.692506');
INSERT INTO public.goose_db_version VALUES (26, 25, true, '2026-11-30 08:11:38.695482');
INSERT INTO public.goose_db_version VALUES (27, 26, true, '2026-11-30 08:11:38.696576');
INSERT INTO public.goose_db_version VALUES (28, 27, true, '2026-11-30 08:11:38.699085');
INSERT INTO public.goose_db_version VALUES (29, 28, true, '2026-11-30 08:11:38.703352');
INSERT INTO public.goose_db_version VALUES (30, 29, true, '2026-11-30 08:11:38.704385');
INSERT INTO public.lane_totals VALUES (2, 'US-IL', 'US-IL', '606', '606', 0, 1, 0, 1, 18002500, 1, 18002500, 285000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgnjtcc4evg00fno4r76cgi', 0, 'stop_0pgnjtcc4evg00gh1hbbg1hb', 1, 'PICKUP', 'loc_0pgnjtcc02900091hqbghfvs', 1769932800000000, 1769961600000000);
INSERT INTO public.load_stops VALUES (2, 'load_0pgnjtcc4evg00fno4r76cgi', 1, 'stop_0pgnjtcc4evg00ve5tggd3rp', 2, 'DELIVERY', 'loc_0pgnjtcc02900091hqbghfvs', 1770019200000000, 1770048000000000);
INSERT INTO public.load_weeks VALUES (2, 1769644800000000, 'ACTIVE', 'DRY_VAN', 0, 1, 'load_0pgnjtcc4evg00fno4r76cgi', 'load_0pgnjtcc4evg00fno4r76cgi', 1796026298803135, 1796026298803135);
INSERT INTO public.loads VALUES (2, 'load_0pgnjtcc4evg00fno4r76cgi', 'LOAD-2026-0001', 'ACTIVE', 'DRY_VAN', 'FTL', 'Auto parts', 'cust_0pgnjtcbuli000a2t1fqm30g', 'carrier_0pgnjtcc2540008eoeplec0s', 42000, 'lbs', 285, 1850.5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1769932800000000, 1770048000000000, 'US-IL', '606', 'US-IL', '606', 1800.25, 1796026298803135, 1796026298803135, 25773809530766, '[["CUSTOMER",2200],["CARRIER",1800.25]]');
INSERT INTO public.locations VALUES (2, 'loc_0pgnjtcc02900091hqbghfvs', 'LOC-CHI-001', 'Chicago Distribution Center', 'chicago distribution center', '123 Industrial Blvd', 'Dock 4', 'Chicago', 'chicago', 'US-IL', 'us-il', 'IL-US', '60699', 'US', 41.85, -87.65, false, 'chi@example.com', '312-555-0200', '08:00', '17:30', '09:00', '12:00', 'Ring twice', 1796026298794130, 1796026298794130, 7500766914377);
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgnjtcbuli000a2t1fqm30g', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'customers', 'cust_0pgnjtcbuli000a2t1fqm30g', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgnjtcc02900091hqbghfvs', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'locations', 'loc_0pgnjtcc02900091hqbghfvs', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgnjtcc2540008eoeplec0s', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'carriers', 'carrier_0pgnjtcc2540008eoeplec0s', 'tag', 'Söhne');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgnjtcc4evg00fno4r76cgi', 'po', '4711');
INSERT INTO public.metadata VALUES (2, 'loads', 'load_0pgnjtcc4evg00fno4r76cgi', 'tag', 'Söhne');
INSERT INTO public.organizations VALUES (1, 'default', 1796026298731525, NULL);
INSERT INTO public.organizations VALUES (2, 'acme', 1796026298749740, NULL);
INSERT INTO public.row_counts VALUES (2, 'customers', 20, 20, 76843968036220, 76843968036220);
INSERT INTO public.row_counts VALUES (2, 'customers', 19, 20, 171944733362073, 115660588242578);
INSERT INTO public.row_counts VALUES (2, 'locations', 19, 1, 188628827584559, 0);
INSERT INTO public.row_counts VALUES (2, 'locations.country=US', 19, 1, 188628827584559, 0);
INSERT INTO public.row_counts VALUES (2, 'carriers', 19, 1, 118823467398236, 0);
INSERT INTO public.row_counts VALUES (2, 'loads', 19, 1, 212531885849052, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.equipment_type=DRY_VAN', 19, 1, 212531885849052, 0);
INSERT INTO public.row_counts VALUES (2, 'loads.status=ACTIVE', 19, 1, 212531885849052, 0);
INSERT INTO public.row_counts VALUES (1, 'customers', 19, 1, 166229142051219, 0);
INSERT INTO public.text_indexes VALUES ('customers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('carriers', 'name_folded');
INSERT INTO public.text_indexes VALUES ('locations', 'name_folded');
SELECT pg_catalog.setval('public.goose_db_version_id_seq', 30, true);
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
ALTER TABLE ONLY public.lane_carrier_loads
    ADD CONSTRAINT lane_carrier_loads_pkey PRIMARY KEY (organization_id, carrier_id, origin_state, destination_state, origin_area, destination_area);
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
CREATE INDEX lane_carrier_loads_by_loads ON public.lane_carrier_loads USING btree (organization_id, origin_state, destination_state, origin_area, destination_area, loads DESC, carrier_id) WHERE (loads > 0);
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
CREATE CONSTRAINT TRIGGER lane_carriers_count_delete AFTER DELETE ON public.lane_carriers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.origin_area <> '*'::text)) EXECUTE FUNCTION public.count_lane_carriers();
CREATE CONSTRAINT TRIGGER lane_carriers_count_insert AFTER INSERT ON public.lane_carriers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.origin_area <> '*'::text)) EXECUTE FUNCTION public.count_lane_carriers();
CREATE CONSTRAINT TRIGGER lane_carriers_count_update AFTER UPDATE OF loads ON public.lane_carriers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.origin_area <> '*'::text) AND (new.loads <> old.loads))) EXECUTE FUNCTION public.count_lane_carriers();
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
