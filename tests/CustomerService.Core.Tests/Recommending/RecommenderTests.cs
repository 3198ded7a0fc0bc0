using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Recommending;

namespace CustomerService.Core.Tests.Recommending;

public sealed class RecommenderTests
{
    private static readonly Catalogue Catalogue = new(
        [new("phone", null, "手机", [], null, null), new("formula", null, "奶粉", [], null, "mother-baby")], [], []);

    private static readonly Offer[] Offers =
        [Offer("p1", "phone", 90), Offer("p2", "phone", 80), Offer("f1", "formula", 70), Offer("f2", "formula", 10)];

    [Fact]
    public void Rank_NothingKnown_IsByPopularityOneACategory() =>
        Ids(ShopperProfile.Empty).ShouldBe(["p1", "f1"]);

    [Fact]
    public void Rank_Tagged_PutsItsGoodsFirstAndSaysWhy()
    {
        var profile = new ShopperProfile([new ProfileTag("宝妈", default, []) { Audience = "mother-baby", Because = "问过奶粉" }], 3);

        var picks = Recommender.Rank(Offers, profile, Catalogue, 3);

        picks.Select(p => p.Offer.Product.Id).ShouldBe(["f1", "p1"]);
        picks[0].Because.ShouldBe("您问过奶粉");
        picks[1].Because.ShouldBeNull();
    }

    [Fact]
    public void Rank_LookedAtLately_ComesBeforeAMiddlingPopularity() =>
        Ids(ShopperProfile.Empty with { RecentCategories = ["formula"] }).ShouldBe(["f1", "p1"]);

    [Fact]
    public void Rank_AllOfOneCategory_ShowsSeveral() =>
        Recommender.Rank(Offers[..2], ShopperProfile.Empty, Catalogue, 3).Count.ShouldBe(2);

    private static string[] Ids(ShopperProfile profile) =>
        [.. Recommender.Rank(Offers, profile, Catalogue, 3).Select(p => p.Offer.Product.Id)];

    private static Offer Offer(string id, string category, int popularity) =>
        new(new Product(id, category, id, [], "", "", 0, false, popularity, [new Sku(id + "s", id, null, null, 10, null)], []), 10, 5);
}
