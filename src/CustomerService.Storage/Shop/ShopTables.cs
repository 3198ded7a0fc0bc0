namespace CustomerService.Storage.Shop;

/// <summary>The first version of the shop's tables.</summary>
internal static class ShopTables
{
    public const string Goods = """
        CREATE TABLE shop (tenant TEXT NOT NULL PRIMARY KEY, settings TEXT NOT NULL CHECK (json_valid(settings))) STRICT;
        CREATE TABLE shop_version (
            tenant TEXT NOT NULL, part TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (tenant, part)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE categories (
            tenant TEXT NOT NULL, id TEXT NOT NULL, parent TEXT, name TEXT NOT NULL, aliases TEXT NOT NULL DEFAULT '',
            spec_name TEXT, audience TEXT, PRIMARY KEY (tenant, id)) STRICT;
        CREATE TABLE products (
            tenant TEXT NOT NULL, id TEXT NOT NULL, category TEXT NOT NULL, name TEXT NOT NULL,
            aliases TEXT NOT NULL DEFAULT '', brand TEXT NOT NULL DEFAULT '', summary TEXT NOT NULL DEFAULT '',
            warranty_months INTEGER NOT NULL DEFAULT 0 CHECK (warranty_months BETWEEN 0 AND 1200),
            featured INTEGER NOT NULL DEFAULT 0 CHECK (featured IN (0, 1)), popularity INTEGER NOT NULL DEFAULT 0
                CHECK (popularity BETWEEN 0 AND 1000000000),
            PRIMARY KEY (tenant, id)) STRICT;
        CREATE TABLE skus (
            tenant TEXT NOT NULL, id TEXT NOT NULL, product TEXT NOT NULL, colour TEXT, spec TEXT,
            price REAL NOT NULL CHECK (price BETWEEN 0 AND 10000000),
            list_price REAL CHECK (list_price BETWEEN 0 AND 10000000), PRIMARY KEY (tenant, id)) STRICT;
        CREATE TABLE attributes (
            tenant TEXT NOT NULL, product TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (tenant, product, name)) STRICT;
        CREATE TABLE warehouses (
            tenant TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, city TEXT NOT NULL,
            PRIMARY KEY (tenant, id), UNIQUE (tenant, name)) STRICT;
        CREATE TABLE stock (
            tenant TEXT NOT NULL, sku TEXT NOT NULL, warehouse TEXT NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity BETWEEN 0 AND 1000000000),
            restock TEXT CHECK (restock IS date(restock)), PRIMARY KEY (tenant, sku, warehouse)) STRICT;
        CREATE TABLE delivery (
            tenant TEXT NOT NULL, warehouse TEXT NOT NULL, city TEXT NOT NULL,
            days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 365),
            cutoff TEXT NOT NULL CHECK (cutoff GLOB '[0-2][0-9]:[0-5][0-9]' AND cutoff <= '24:00'),
            PRIMARY KEY (tenant, warehouse, city)) STRICT;
        CREATE TABLE cities (
            tenant TEXT NOT NULL, city TEXT NOT NULL, province TEXT NOT NULL,
            PRIMARY KEY (tenant, city, province)) STRICT;

        """;

    public static readonly string Orders = $"""
        CREATE TABLE orders (
            tenant TEXT NOT NULL, id TEXT NOT NULL, shopper TEXT NOT NULL, receiver TEXT NOT NULL DEFAULT '',
            phone TEXT NOT NULL, city TEXT NOT NULL, address TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('pending_payment', 'paid', 'packing', 'shipped', 'delivered',
                'completed', 'cancelled', 'refunding', 'refunded')),
            placed_at TEXT NOT NULL {Moment("placed_at")},
            paid_at TEXT {Moment("paid_at")},
            shipped_at TEXT {Moment("shipped_at")},
            delivered_at TEXT {Moment("delivered_at")},
            carrier TEXT, tracking_no TEXT, payment TEXT, invoice TEXT, note TEXT, PRIMARY KEY (tenant, id)) STRICT;
        CREATE INDEX orders_by_shopper ON orders (tenant, shopper);
        CREATE TABLE order_items (
            tenant TEXT NOT NULL, order_id TEXT NOT NULL, sku TEXT NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
            price REAL NOT NULL CHECK (price BETWEEN 0 AND 10000000)) STRICT;
        CREATE INDEX order_items_by_order ON order_items (tenant, order_id);
        CREATE TABLE traces (
            tenant TEXT NOT NULL, order_id TEXT NOT NULL, at TEXT NOT NULL {Moment("at")},
            place TEXT NOT NULL, text TEXT NOT NULL) STRICT;
        CREATE INDEX traces_by_order ON traces (tenant, order_id);
        CREATE TABLE refunds (
            tenant TEXT NOT NULL, order_id TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('reviewing', 'approved', 'paid_out', 'rejected')),
            amount REAL NOT NULL CHECK (amount BETWEEN 0 AND 10000000000),
            applied_at TEXT NOT NULL {Moment("applied_at")}, account TEXT NOT NULL,
            expected_at TEXT CHECK (expected_at IS date(expected_at)), PRIMARY KEY (tenant, order_id)) STRICT;
        CREATE TABLE order_changes (
            tenant TEXT NOT NULL, operation_id TEXT NOT NULL, order_id TEXT NOT NULL, kind TEXT NOT NULL,
            outcome TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (tenant, operation_id)) STRICT;

        """;

    public const string Words = """
        CREATE TABLE coupons (
            tenant TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,
            threshold REAL NOT NULL CHECK (threshold BETWEEN 0 AND 10000000),
            amount REAL NOT NULL CHECK (amount BETWEEN 0 AND 10000000), scope TEXT NOT NULL,
            starts_at TEXT NOT NULL CHECK (starts_at IS date(starts_at)),
            ends_at TEXT NOT NULL CHECK (ends_at IS date(ends_at)),
            how_to_get TEXT NOT NULL, PRIMARY KEY (tenant, id)) STRICT;
        CREATE TABLE campaigns (
            tenant TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL,
            starts_at TEXT NOT NULL CHECK (starts_at IS date(starts_at)),
            ends_at TEXT NOT NULL CHECK (ends_at IS date(ends_at)),
            scope TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (tenant, id)) STRICT;
        CREATE TABLE warranty (
            tenant TEXT NOT NULL, scope TEXT NOT NULL, months INTEGER NOT NULL CHECK (months BETWEEN 0 AND 1200),
            text TEXT NOT NULL, service_point TEXT NOT NULL DEFAULT '', PRIMARY KEY (tenant, scope)) STRICT;
        CREATE TABLE faq (
            tenant TEXT NOT NULL, id TEXT NOT NULL, intent TEXT NOT NULL, question TEXT NOT NULL,
            similar TEXT NOT NULL DEFAULT '', answer TEXT NOT NULL, PRIMARY KEY (tenant, id)) STRICT;
        """;

    private static string Moment(string column) =>
        $"CHECK ({column} IS NULL OR ({column} LIKE '____-__-__%' AND julianday({column}) IS NOT NULL))";
}
