using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Recommending;

namespace CustomerService.Core.Tests.Recommending;

public sealed class RecommenderTests
{
    private static readonly Dictionary<string, int> Alone = new(StringComparer.Ordinal);

    private static readonly Catalogue Catalogue = new(
        [new("phone", null, "手机", [], null, null), new("formula", null, "奶粉", [], null, "mother-baby")], [], []);

    private static readonly Offer[] Offers =
        [Offer("p1", "phone", 90), Offer("p2", "phone", 80), Offer("f1", "formula", 40), Offer("f2", "formula", 10)];

    [Fact]
    public void Rank_NothingKnown_IsByPopularityOneACategory() =>
        Ids(ShopperProfile.Empty, Alone).ShouldBe(["p1", "f1"]);

    [Fact]
    public void Rank_Tagged_PutsItsGoodsFirstAndSaysWhy()
    {
        var profile = new ShopperProfile([new ProfileTag("宝妈", default, []) { Audience = "mother-baby", Because = "问过奶粉" }], 3);

        var picks = Recommender.Rank(Offers, profile, Alone, Catalogue, 3);

        picks.Select(p => p.Offer.Product.Id).ShouldBe(["f1", "p1"]);
        picks[0].Because.ShouldBe("您问过奶粉");
        picks[1].Because.ShouldBeNull();
    }

    [Fact]
    public void Rank_BoughtTogetherOften_OutweighsPopularity() =>
        Ids(ShopperProfile.Empty, new Dictionary<string, int>(StringComparer.Ordinal) { ["p2"] = 3 }).ShouldBe(["p2", "f1"]);

    [Fact]
    public void Rank_AllOfOneCategory_ShowsSeveral() =>
        Recommender.Rank(Offers[..2], ShopperProfile.Empty, Alone, Catalogue, 3).Count.ShouldBe(2);

    private static string[] Ids(ShopperProfile profile, IReadOnlyDictionary<string, int> together) =>
        [.. Recommender.Rank(Offers, profile, together, Catalogue, 3).Select(p => p.Offer.Product.Id)];

    private static Offer Offer(string id, string category, int popularity) =>
        new(new Product(id, category, id, [], "", "", 0, false, popularity, [new Sku(id + "s", id, null, null, 10, null)], []), 10, 5);
}
