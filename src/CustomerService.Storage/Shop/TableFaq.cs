using CustomerService.Core.Knowledge;

namespace CustomerService.Storage.Shop;

/// <summary>
/// The questions and answers from the tables. The list stays the same object until they change, so an index knows by
/// reference whether it is still right.
/// </summary>
internal sealed class TableFaq(IShopDatabase database, ShopVersions versions) : IFaqSource
{
    private readonly ShopCache<IReadOnlyList<FaqEntry>> _cache = new(database, versions, ShopParts.Faq, [], Load);

    public ValueTask<IReadOnlyList<FaqEntry>> All(string tenant, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_cache.Current(tenant));

    private static async ValueTask<IReadOnlyList<FaqEntry>> Load(IShopSession session, string tenant) => await session.Rows(
        """SELECT id, intent, question, "similar", answer FROM faq WHERE tenant = @tenant ORDER BY rowid""",
        r => new FaqEntry(r.GetString(0), r.GetString(1), r.GetString(2), r.List(3), r.GetString(4)), ("@tenant", tenant));
}
