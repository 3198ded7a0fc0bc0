using CustomerService.Core.Knowledge;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Shop;

/// <summary>
/// The questions and answers from the tables. The list stays the same object until they change, so an index knows by
/// reference whether it is still right.
/// </summary>
internal sealed class TableFaq(SqliteDatabase database, ShopVersions versions) : IFaqSource
{
    private readonly ShopCache<IReadOnlyList<FaqEntry>> _cache = new(database, versions, ShopParts.Faq, [], Load);

    public ValueTask<IReadOnlyList<FaqEntry>> All(string tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_cache.Current(tenant));

    private static List<FaqEntry> Load(SqliteConnection connection, string tenant) => connection.Rows(
        "SELECT id, intent, question, similar, answer FROM faq WHERE tenant = $tenant ORDER BY rowid", tenant,
        r => new FaqEntry(r.GetString(0), r.GetString(1), r.GetString(2), r.List(3), r.GetString(4)));
}
