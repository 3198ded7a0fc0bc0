using CustomerService.Cluster.Tests.Conversations;
using CustomerService.Contracts.Profiles;

namespace CustomerService.Cluster.Tests.Profiles;

public sealed class UserProfileTests : ClusterTest
{
    private const string Tag = "宝妈";

    [Fact]
    public async Task Conversation_ThreeMotherAndBabyTurns_EarnTheTagWithTheirEvidence()
    {
        var shopper = Cluster.Shopper("anna");
        await shopper.Ask("贝护奶粉1段有货吗？");
        (await Cluster.Profile("anna").Get()).Tags.ShouldBeEmpty();
        await shopper.Ask("纸尿裤有货吗？");
        await shopper.Ask("奶瓶有货吗？");

        var tag = (await Cluster.Profile("anna").Get()).Tags.ShouldHaveSingleItem();

        tag.Name.ShouldBe(Tag);
        tag.Evidence.ShouldBe([.. Enumerable.Range(1, 3).Select(n => $"default.web.anna:{n}:profile")]);
    }

    [Fact]
    public async Task Get_EvidenceLeavesTheWindow_TagIsGone()
    {
        var profile = Cluster.Profile("anna");
        var at = Cluster.Time.GetUtcNow() - TimeSpan.FromDays(29.5);
        for (var i = 1; i <= 3; i++)
            await profile.Observe(Observation($"op{i}", at.AddHours(i)));
        (await profile.Get()).Tags.ShouldHaveSingleItem().Since.ShouldBe(at.AddHours(3));

        Cluster.Time.Advance(TimeSpan.FromDays(1));

        (await profile.Get()).Tags.ShouldBeEmpty();
    }

    [Fact]
    public async Task Observe_SameOperationAgain_CountsOnceAlsoAfterARestart()
    {
        var at = Cluster.Time.GetUtcNow();
        foreach (var operation in new[] { "a", "b", "b", "a" })
            await Cluster.Profile("anna").Observe(Observation(operation, at));

        await Restart();
        await Cluster.Profile("anna").Observe(Observation("b", at));

        var profile = await Cluster.Profile("anna").Get();
        profile.Observations.ShouldBe(2);
        profile.Tags.ShouldBeEmpty();
    }

    private static ProfileObservation Observation(string operation, DateTimeOffset at) =>
        new(operation, at, ["stock"], ["formula"], 0);
}
