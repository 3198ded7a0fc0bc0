using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;
using CustomerService.Core.Profiles;

namespace CustomerService.Core.Tests.Profiles;

public sealed class TagRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly Catalogue Catalogue = new([new("formula", null, "奶粉", [], null, "mother-baby")], [], []);
    private static readonly IReadOnlyList<TagRule> Shipped =
        TagRules.Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "profiles.yaml")));

    [Fact]
    public void Apply_ThreeQuestionsOverDays_TagsWithEvidenceConfidenceAndEnd()
    {
        var tag = Tags([Asked("a", 3, "formula"), Asked("b", 2, "formula"), Asked("c", 1, "formula")]).ShouldHaveSingleItem();

        tag.Name.ShouldBe("宝妈");
        tag.Evidence.ShouldBe(["a", "b", "c"]);
        tag.Since.ShouldBe(Now.AddDays(-1));
        tag.Expires.ShouldBe(Now.AddDays(27));
        tag.Confidence.ShouldBeInRange(0.85, 0.95);
        tag.Because.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void Apply_SoManyQuestions_TagsFromTheThird(int questions, int tags) =>
        Tags([.. Enumerable.Range(1, questions).Select(n => Asked($"q{n}", n, "formula"))]).Count.ShouldBe(tags);

    [Fact]
    public void Apply_EvidenceOlder_IsLessSure()
    {
        var fresh = Tags([Asked("a", 1, "formula"), Asked("b", 1, "formula"), Asked("c", 1, "formula")])[0];
        var stale = Tags([Asked("a", 29, "formula"), Asked("b", 29, "formula"), Asked("c", 29, "formula")])[0];

        stale.Confidence.ShouldBeLessThan(fresh.Confidence / 2);
    }

    [Fact]
    public void Apply_OrdersOfAMember_TagThem()
    {
        Order[] returned = [.. Enumerable.Range(1, 3).Select(n => Bought($"{n}", n * 10, OrderStatus.Refunded))];
        Order[] kept = [.. Enumerable.Range(1, 5).Select(n => Bought($"{n}", n * 10, OrderStatus.Completed))];

        Tags([], returned).Select(t => t.Name).ShouldBe(["高频退货"]);
        Tags([], kept).Select(t => t.Name).ShouldBe(["忠诚会员"]);
        Tags([], [Bought("1", 400, OrderStatus.Completed)]).Select(t => t.Name).ShouldBe(["新客"]);
    }

    [Fact]
    public void Apply_NoMemberKnown_NoTagOfOrders() => Tags([]).ShouldBeEmpty();

    [Theory]
    [InlineData("tags:\n  - {tag: a, audience: x, count: 1, within_days: 3}", "because")]
    [InlineData("tags:\n  - {tag: a, because: b, count: 1, within_days: 3}", "something to count")]
    [InlineData("tags:\n  - {tag: a, because: b, orders: some, count: 1, within_days: 3}", "any, kept, returned")]
    [InlineData("tags:\n  - {tag: a, because: b, orders: any, sentiment: -1, count: 1, within_days: 3}", "not both")]
    [InlineData("sensitive_audiences: [health]\ntags:\n  - {tag: a, because: b, audience: health, count: 1, within_days: 3}", "allowed_because")]
    [InlineData("tags: [", "profiles.yaml(")]
    public void Load_WrongRule_SaysWhatToWrite(string yaml, string named) =>
        Should.Throw<FormatException>(() => TagRules.Load(yaml)).Message.ShouldContain(named);

    [Fact]
    public void Load_SensitiveAudienceWithAReason_IsTaken() => TagRules.Load(
        "sensitive_audiences: [health]\ntags:\n  - {tag: a, because: b, audience: health, count: 1, within_days: 3, allowed_because: consent}")
        .ShouldHaveSingleItem();

    private static IReadOnlyList<ProfileTag> Tags(IReadOnlyList<ProfileObservation> observations, IReadOnlyList<Order>? orders = null) =>
        TagRule.Apply(Shipped, new ProfileFacts(observations, orders), Catalogue, Now);

    private static ProfileObservation Asked(string operation, int daysAgo, string category) =>
        new(operation, Now.AddDays(-daysAgo), ["stock"], [category], 0);

    private static Order Bought(string id, int daysAgo, OrderStatus status) =>
        new(id, "m", "0000", "", "", status, Now.AddDays(-daysAgo), [new OrderItem("s", 1, 1)]);
}
