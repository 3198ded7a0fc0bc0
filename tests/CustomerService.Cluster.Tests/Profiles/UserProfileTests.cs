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

    [Fact]
    public async Task Observe_MemberProvedOnTwoChannels_MakesOneProfileOfBoth()
    {
        var at = Cluster.Time.GetUtcNow();
        await Cluster.Profile("web-anna").Observe(Observation("a", at) with { Member = "shopper-001" });
        await Cluster.Profile("app-anna").Observe(Observation("b", at) with { Member = "shopper-001" });
        await Cluster.Profile("app-anna").Observe(Observation("c", at));

        foreach (var channel in new[] { "web-anna", "app-anna" })
        {
            var profile = await Cluster.Profile(channel).Get();
            profile.Tags.ShouldContain(t => t.Name == Tag);
            profile.Member.ShouldBe("shopper-001");
            profile.Linked.ShouldBe(["default.app-anna", "default.web-anna"]);
        }
    }

    [Fact]
    public async Task Part_Followed_GivesEachItsOwnAgainAndIsNotUndoneByItself()
    {
        var at = Cluster.Time.GetUtcNow();
        foreach (var (channel, operation) in new[] { ("web-anna", "a"), ("app-anna", "b"), ("app-anna", "c") })
            await Cluster.Profile(channel).Observe(Observation(operation, at) with { Member = "shopper-001" });

        await Cluster.Profile("web-anna").Part();
        await Cluster.Profile("web-anna").Part();
        await Cluster.Profile("web-anna").Observe(Observation("d", at) with { Member = "shopper-001" });

        (await Cluster.Profile("web-anna").Get()).Observations.ShouldBe(2);
        (await Cluster.Profile("app-anna").Get()).Observations.ShouldBe(2);

        await Cluster.Profile("web-anna").Follow("shopper-001");
        await Cluster.Profile("web-anna").Follow("shopper-001");
        (await Cluster.Profile("web-anna").Get()).Observations.ShouldBe(4);
    }

    [Fact]
    public async Task Get_AccountSharedWithAnotherMember_LeavesTheirQuestionsOut()
    {
        var at = Cluster.Time.GetUtcNow();
        await Cluster.Profile("kiosk").Observe(Observation("a", at) with { Member = "shopper-001" });
        await Cluster.Profile("kiosk").Observe(Observation("b", at) with { Member = "shopper-002" });

        var second = await Cluster.Profile("kiosk").Get();

        (second.Member, second.Observations).ShouldBe(("shopper-002", 1));
    }

    [Fact]
    public async Task Prefer_OlderStatement_DoesNotReplaceANewerOneAlsoAcrossChannels()
    {
        var at = Cluster.Time.GetUtcNow();
        var off = new StatedPreference(ProfilePreferences.Personalised, ProfilePreferences.Off, at);
        await Cluster.Profile("web-anna").Prefer(off);
        await Cluster.Profile("web-anna").Prefer(off with { Value = ProfilePreferences.On, At = at.AddMinutes(-1) });
        await Cluster.Profile("web-anna").Follow("shopper-001");
        await Cluster.Profile("app-anna").Follow("shopper-001");
        await Restart();

        (await Cluster.Profile("app-anna").Get()).Personalised.ShouldBeFalse();
    }

    private static ProfileObservation Observation(string operation, DateTimeOffset at) =>
        new(operation, at, ["stock"], ["formula"], 0);
}
