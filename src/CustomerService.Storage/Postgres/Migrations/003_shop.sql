-- The shop's tables, made to be read and changed with psql: columns are called as in the CSV files, lists stay
-- |-separated, days and moments are ISO text, and a value that the program could not read is refused by the table
-- itself. rowid keeps the order of the files.

CREATE FUNCTION shop_is_day(value text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN
    RETURN value IS NULL OR to_char(value::date, 'YYYY-MM-DD') = value;
EXCEPTION WHEN data_exception THEN
    RETURN false;
END $$;

CREATE FUNCTION shop_is_moment(value text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN
    RETURN value IS NULL OR (value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' AND value::timestamptz IS NOT NULL);
EXCEPTION WHEN data_exception THEN
    RETURN false;
END $$;

CREATE TABLE shop (tenant text NOT NULL PRIMARY KEY, settings text NOT NULL CHECK (settings::jsonb IS NOT NULL));
CREATE TABLE shop_version (
    tenant text NOT NULL, part text NOT NULL, version bigint NOT NULL, PRIMARY KEY (tenant, part)
);
CREATE TABLE categories (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, id text NOT NULL, parent text, name text NOT NULL, aliases text NOT NULL DEFAULT '',
    spec_name text, audience text, PRIMARY KEY (tenant, id));
CREATE TABLE products (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, id text NOT NULL, category text NOT NULL, name text NOT NULL,
    aliases text NOT NULL DEFAULT '', brand text NOT NULL DEFAULT '', summary text NOT NULL DEFAULT '',
    warranty_months bigint NOT NULL DEFAULT 0 CHECK (warranty_months BETWEEN 0 AND 1200),
    featured bigint NOT NULL DEFAULT 0 CHECK (featured IN (0, 1)), popularity bigint NOT NULL DEFAULT 0
        CHECK (popularity BETWEEN 0 AND 1000000000),
    PRIMARY KEY (tenant, id));
CREATE TABLE skus (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, id text NOT NULL, product text NOT NULL, colour text, spec text,
    price numeric(12, 2) NOT NULL CHECK (price BETWEEN 0 AND 10000000),
    list_price numeric(12, 2) CHECK (list_price BETWEEN 0 AND 10000000), PRIMARY KEY (tenant, id));
CREATE TABLE attributes (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, product text NOT NULL, name text NOT NULL, value text NOT NULL,
    PRIMARY KEY (tenant, product, name));
CREATE TABLE warehouses (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, id text NOT NULL, name text NOT NULL, city text NOT NULL,
    PRIMARY KEY (tenant, id), UNIQUE (tenant, name));
CREATE TABLE stock (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, sku text NOT NULL, warehouse text NOT NULL,
    quantity bigint NOT NULL CHECK (quantity BETWEEN 0 AND 1000000000),
    restock text CHECK (shop_is_day(restock)), PRIMARY KEY (tenant, sku, warehouse));
CREATE TABLE delivery (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, warehouse text NOT NULL, city text NOT NULL,
    days bigint NOT NULL CHECK (days BETWEEN 0 AND 365),
    cutoff text NOT NULL CHECK (cutoff ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' OR cutoff = '24:00'),
    PRIMARY KEY (tenant, warehouse, city));
CREATE TABLE cities (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, city text NOT NULL, province text NOT NULL,
    PRIMARY KEY (tenant, city, province));
CREATE TABLE orders (
    tenant text NOT NULL, id text NOT NULL, shopper text NOT NULL, receiver text NOT NULL DEFAULT '',
    phone text NOT NULL, city text NOT NULL, address text NOT NULL,
    status text NOT NULL CHECK (status IN ('pending_payment', 'paid', 'packing', 'shipped', 'delivered',
        'completed', 'cancelled', 'refunding', 'refunded')),
    placed_at text NOT NULL CHECK (shop_is_moment(placed_at)),
    paid_at text CHECK (shop_is_moment(paid_at)),
    shipped_at text CHECK (shop_is_moment(shipped_at)),
    delivered_at text CHECK (shop_is_moment(delivered_at)),
    carrier text, tracking_no text, payment text, invoice text, note text, PRIMARY KEY (tenant, id));
CREATE INDEX orders_by_shopper ON orders (tenant, shopper);
CREATE TABLE order_items (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, order_id text NOT NULL, sku text NOT NULL,
    quantity bigint NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    price numeric(12, 2) NOT NULL CHECK (price BETWEEN 0 AND 10000000));
CREATE INDEX order_items_by_order ON order_items (tenant, order_id);
CREATE TABLE traces (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, order_id text NOT NULL, at text NOT NULL CHECK (shop_is_moment(at)),
    place text NOT NULL, text text NOT NULL);
CREATE INDEX traces_by_order ON traces (tenant, order_id);
CREATE TABLE refunds (
    tenant text NOT NULL, order_id text NOT NULL,
    status text NOT NULL CHECK (status IN ('reviewing', 'approved', 'paid_out', 'rejected')),
    amount numeric(14, 2) NOT NULL CHECK (amount BETWEEN 0 AND 10000000000),
    applied_at text NOT NULL CHECK (shop_is_moment(applied_at)), account text NOT NULL,
    expected_at text CHECK (shop_is_day(expected_at)), PRIMARY KEY (tenant, order_id));
CREATE TABLE order_changes (
    tenant text NOT NULL, rowid bigint GENERATED ALWAYS AS IDENTITY, operation_id text NOT NULL, order_id text NOT NULL, kind text NOT NULL,
    outcome text NOT NULL, at text NOT NULL, PRIMARY KEY (tenant, operation_id));
CREATE TABLE coupons (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, id text NOT NULL, title text NOT NULL,
    threshold numeric(12, 2) NOT NULL CHECK (threshold BETWEEN 0 AND 10000000),
    amount numeric(12, 2) NOT NULL CHECK (amount BETWEEN 0 AND 10000000), scope text NOT NULL,
    starts_at text NOT NULL CHECK (shop_is_day(starts_at)),
    ends_at text NOT NULL CHECK (shop_is_day(ends_at)),
    how_to_get text NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE campaigns (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, id text NOT NULL, title text NOT NULL,
    starts_at text NOT NULL CHECK (shop_is_day(starts_at)),
    ends_at text NOT NULL CHECK (shop_is_day(ends_at)),
    scope text NOT NULL, text text NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE warranty (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, scope text NOT NULL, months bigint NOT NULL CHECK (months BETWEEN 0 AND 1200),
    text text NOT NULL, service_point text NOT NULL DEFAULT '', PRIMARY KEY (tenant, scope));
CREATE TABLE faq (
    tenant text NOT NULL,
    rowid bigint GENERATED ALWAYS AS IDENTITY, id text NOT NULL, intent text NOT NULL, question text NOT NULL,
    "similar" text NOT NULL DEFAULT '', answer text NOT NULL, PRIMARY KEY (tenant, id));

-- A cached part of a shop is read anew when its version moves: a trigger counts up at every change, whoever makes it.
CREATE FUNCTION shop_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shop_version (tenant, part, version) SELECT DISTINCT tenant, TG_ARGV[0], 1 FROM changed
    ON CONFLICT (tenant, part) DO UPDATE SET version = shop_version.version + 1;
    RETURN NULL;
END $$;

DO $$
DECLARE
    part record;
BEGIN
    FOR part IN SELECT * FROM (VALUES
        ('categories', 'catalogue'), ('products', 'catalogue'), ('skus', 'catalogue'), ('attributes', 'catalogue'),
        ('cities', 'catalogue'), ('shop', 'policies'), ('warranty', 'policies'), ('faq', 'faq')) AS t (name, part)
    LOOP
        EXECUTE format('CREATE TRIGGER %s_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION shop_changed(%L)', part.name, part.name, part.part);
        EXECUTE format('CREATE TRIGGER %s_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION shop_changed(%L)', part.name, part.name, part.part);
        EXECUTE format('CREATE TRIGGER %s_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION shop_changed(%L)', part.name, part.name, part.part);
    END LOOP;
END $$;
