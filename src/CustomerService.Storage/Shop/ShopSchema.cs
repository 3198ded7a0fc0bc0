using CustomerService.Storage.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>
/// The shop's tables, made to be read and changed with the sqlite3 shell: columns are called as in the CSV files,
/// lists stay <c>|</c>-separated, and a value that the program could not read is refused by the table itself.
/// </summary>
internal sealed class ShopSchema : ISqliteSchema
{
    /// <summary>Tables whose rows make up a cached part; a trigger counts the part's version up at every change.</summary>
    private static readonly (string Part, string[] Tables)[] Parts =
    [
        (ShopParts.Catalogue, ["categories", "products", "skus", "attributes", "cities"]),
        (ShopParts.Policies, ["shop", "warranty"]),
        (ShopParts.Faq, ["faq"]),
    ];

    public string Name => "shop";

    public IReadOnlyList<string> Steps { get; } =
        [ShopTables.Goods + ShopTables.Orders + ShopTables.Words + string.Concat(Parts.SelectMany(Triggers))];

    // No conflict clause inside: the one of the statement that fires a trigger would take its place.
    private static IEnumerable<string> Triggers((string Part, string[] Tables) part) =>
        from table in part.Tables
        from change in new[] { (Event: "insert", Row: "NEW"), (Event: "update", Row: "NEW"), (Event: "delete", Row: "OLD") }
        let which = $"tenant = {change.Row}.tenant AND part = '{part.Part}'"
        select $"""

            CREATE TRIGGER {table}_{change.Event} AFTER {change.Event.ToUpperInvariant()} ON {table} BEGIN
                UPDATE shop_version SET version = version + 1 WHERE {which};
                INSERT INTO shop_version (tenant, part, version) SELECT {change.Row}.tenant, '{part.Part}', 1
                WHERE NOT EXISTS (SELECT 1 FROM shop_version WHERE {which});
            END;
            """;
}

/// <summary>The parts of a shop that are kept in memory and read anew when their version moves.</summary>
internal static class ShopParts
{
    public const string Catalogue = "catalogue";
    public const string Policies = "policies";
    public const string Faq = "faq";
}
