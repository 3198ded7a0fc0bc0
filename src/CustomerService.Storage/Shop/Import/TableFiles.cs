namespace CustomerService.Storage.Shop.Import;

/// <summary>The CSV files of a shop, each after those it refers to.</summary>
internal static class TableFiles
{
    private const int Short = 200;
    private const int Long = 4000;

    public static IReadOnlyList<TableFile> All { get; } =
    [
        new("categories",
        [
            new("id", CellKind.Id),
            Optional("parent", CellKind.Id),
            new("name", CellKind.Text(Short)),
            List("aliases"),
            Optional("specName", CellKind.Text(40)),
            Optional("audience", CellKind.Text(64)),
        ], ["id"]),
        new("products",
        [
            new("id", CellKind.Id),
            Reference("category", "categories"),
            new("name", CellKind.Text(Short)),
            List("aliases"),
            Optional("brand", CellKind.Text(Short), ""),
            Optional("summary", CellKind.Text(1000), ""),
            Optional("warrantyMonths", CellKind.Whole(0, 1200), 0L),
            Optional("featured", CellKind.Flag, 0L),
            Optional("popularity", CellKind.Whole(0, 1_000_000_000), 0L),
        ], ["id"]) { NeededIn = ("skus", "product") },
        new("skus",
        [
            new("id", CellKind.Id),
            Reference("product", "products"),
            Optional("colour", CellKind.Text(64)),
            Optional("spec", CellKind.Text(64)),
            new("price", CellKind.Money),
            Optional("listPrice", CellKind.Money),
        ], ["id"]),
        new("attributes",
        [
            Reference("product", "products"),
            new("name", CellKind.Text(64)),
            new("value", CellKind.Text(Long)),
        ], ["product", "name"]),
        new("warehouses",
        [
            new("id", CellKind.Id),
            new("name", CellKind.Text(64)),
            new("city", CellKind.Text(64)),
        ], ["id"]),
        new("stock",
        [
            Reference("sku", "skus"),
            Reference("warehouse", "warehouses"),
            new("quantity", CellKind.Whole(0, 1_000_000_000)),
            Optional("restock", CellKind.Date),
        ], ["sku", "warehouse"]),
        new("delivery",
        [
            Reference("warehouse", "warehouses"),
            new("city", CellKind.Text(64)),
            new("days", CellKind.Whole(0, 365)),
            Optional("cutoff", CellKind.TimeOfDay, "24:00"),
        ], ["warehouse", "city"]),
        new("cities",
        [
            new("city", CellKind.Text(64)),
            new("province", CellKind.Text(64)),
        ], ["city", "province"]),
        new("orders",
        [
            new("id", CellKind.Id),
            new("shopper", CellKind.Id),
            Optional("receiver", CellKind.Receiver, ""),
            new("phone", CellKind.Phone),
            new("city", CellKind.Text(64)),
            new("address", CellKind.Text(400)),
            new("status", CellKind.OneOf(OrderCodes.Statuses)),
            new("placedAt", CellKind.Moment),
            Optional("paidAt", CellKind.Moment),
            Optional("shippedAt", CellKind.Moment),
            Optional("deliveredAt", CellKind.Moment),
            Optional("carrier", CellKind.Text(64)),
            Optional("trackingNo", CellKind.Id),
            Optional("payment", CellKind.Text(64)),
            Optional("invoice", CellKind.Text(Short)),
            Optional("note", CellKind.Text(1000)),
        ], ["id"]) { Personal = true, NeededIn = ("order_items", "order") },
        new("order_items",
        [
            Order(),
            Reference("sku", "skus"),
            new("quantity", CellKind.Whole(1, 1_000_000)),
            new("price", CellKind.Money),
        ], []) { Personal = true },
        new("traces",
        [
            Order(),
            new("at", CellKind.Moment),
            Optional("place", CellKind.Text(Short), ""),
            new("text", CellKind.Text(1000)),
        ], []) { Personal = true },
        new("refunds",
        [
            Order(),
            new("status", CellKind.OneOf(OrderCodes.RefundStatuses)),
            new("amount", CellKind.Money),
            new("appliedAt", CellKind.Moment),
            Optional("account", CellKind.Text(Short), ""),
            Optional("expectedAt", CellKind.Date),
        ], ["order"]) { Personal = true },
        new("coupons",
        [
            new("id", CellKind.Id),
            new("title", CellKind.Text(Short)),
            Optional("threshold", CellKind.Money, 0.0),
            new("amount", CellKind.Money),
            Scope(),
            new("startsAt", CellKind.Date),
            new("endsAt", CellKind.Date),
            Optional("howToGet", CellKind.Text(1000), ""),
        ], ["id"]),
        new("campaigns",
        [
            new("id", CellKind.Id),
            new("title", CellKind.Text(Short)),
            new("startsAt", CellKind.Date),
            new("endsAt", CellKind.Date),
            Scope(),
            new("text", CellKind.Text(Long)),
        ], ["id"]),
        new("warranty",
        [
            new("scope", CellKind.Id) { RefersTo = ["categories", "products"] },
            new("months", CellKind.Whole(0, 1200)),
            new("text", CellKind.Text(Long)),
            Optional("servicePoint", CellKind.Text(1000), ""),
        ], ["scope"]),
        new("faq",
        [
            new("id", CellKind.Id),
            new("intent", CellKind.Id),
            new("question", CellKind.Text(500)),
            Optional("similar", CellKind.List(20_000, 500), ""),
            new("answer", CellKind.Text(Long)),
        ], ["id"]),
    ];

    /// <summary>The name in the table of a file's column.</summary>
    public static string Field((string Table, string Column) column)
    {
        var file = All.First(f => f.Table == column.Table);
        return file.Columns[file.IndexOf(column.Column)].Field;
    }

    private static Column Optional(string name, CellKind kind, object? empty = null) =>
        new(name, kind) { Required = false, Empty = empty };

    private static Column List(string name) => Optional(name, CellKind.List(Long), "");

    private static Column Reference(string name, string table) => new(name, CellKind.Id) { RefersTo = [table] };

    private static Column Order() => new("order", CellKind.Id) { Field = "order_id", RefersTo = ["orders"] };

    private static Column Scope() =>
        new("scope", CellKind.Id) { RefersTo = ["categories", "products"], OrWord = "all" };
}
