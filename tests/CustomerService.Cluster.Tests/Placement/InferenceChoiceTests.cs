using System.Net;
using CustomerService.Grains.Placement;
using CustomerService.Grains.Understanding;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Cluster.Tests.Placement;

public sealed class InferenceChoiceTests
{
    private static readonly SiloAddress Self = Silo(1), First = Silo(2), Second = Silo(3), Third = Silo(4);

    private readonly FakeTimeProvider _time = new();
    private readonly FixedMembers _members = new(Conversation(Self), Inference(First), Inference(Second));
    private readonly InferenceChoice _choice;

    public InferenceChoiceTests() => _choice = new(new MemberSilos(_members, new Local(Self)), _time);

    [Fact]
    public void Ask_BothIdle_TakeTurns() =>
        Enumerable.Range(0, 6).Select(_ => Answered(TimeSpan.FromMilliseconds(10))).Distinct().Count().ShouldBe(2);

    [Fact]
    public void Ask_OneHoldsTexts_TheOtherIsAsked()
    {
        var busy = _choice.Ask(4)!.Silo;

        Enumerable.Range(0, 4).Select(_ => _choice.Ask(1)!.Silo).ShouldAllBe(s => !s.Equals(busy));
        // Four and four now, so that they are equal again.
        new[] { _choice.Ask(1)!.Silo, _choice.Ask(1)!.Silo }.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Ask_OneIsSlow_IsLeftAloneAndTriedAgainLater()
    {
        var slow = Answered(TimeSpan.FromSeconds(1));

        Enumerable.Range(0, 50).Select(_ => Answered(TimeSpan.FromMilliseconds(10))).ShouldNotContain(slow);
        _time.Advance(TimeSpan.FromSeconds(40));
        Enumerable.Range(0, 6).Select(_ => Answered(TimeSpan.FromMilliseconds(10))).ShouldContain(slow);
    }

    [Fact]
    public void Ask_OneFailsAtOnce_IsNotTakenForTheFastest()
    {
        var question = _choice.Ask(1)!;
        question.Ended(answered: false);

        Enumerable.Range(0, 20).Select(_ => Answered(TimeSpan.FromMilliseconds(10))).ShouldNotContain(question.Silo);
    }

    [Fact]
    public void Ask_LongListTakesLong_IsNotTakenForSlow()
    {
        var bulk = _choice.Ask(64)!;
        _time.Advance(TimeSpan.FromSeconds(2));
        bulk.Ended(answered: true);

        Enumerable.Range(0, 6).Select(_ => Answered(TimeSpan.FromMilliseconds(10))).ShouldContain(bulk.Silo);
    }

    [Fact]
    public void Ask_MembersChange_NewOnesAreAskedAndGoneOnesAreNot()
    {
        _members.Become(Conversation(Self), Inference(Second), Inference(Third));

        Enumerable.Range(0, 6).Select(_ => Answered(TimeSpan.FromMilliseconds(10))).Distinct().ShouldBe([Second, Third], ignoreOrder: true);
    }

    [Fact]
    public void Ask_NobodyOrItself_LeavesItToPlacement()
    {
        _members.Become(Conversation(Self));
        _choice.Ask(1).ShouldBeNull();

        _members.Become((Self, SiloRoles.NameOf(SiloRoles.Both, IPAddress.Loopback, 1)), Inference(First));
        _choice.Ask(1).ShouldBeNull();
    }

    /// <summary>The silo that was asked and answered after a time.</summary>
    private SiloAddress Answered(TimeSpan after)
    {
        var question = _choice.Ask(1)!;
        _time.Advance(after);
        question.Ended(answered: true);
        return question.Silo;
    }

    private static (SiloAddress, string) Conversation(SiloAddress silo) => (silo, SiloRoles.NameOf(SiloRoles.Conversation, IPAddress.Loopback, silo.Endpoint.Port));

    private static (SiloAddress, string) Inference(SiloAddress silo) => (silo, SiloRoles.NameOf(SiloRoles.Inference, IPAddress.Loopback, silo.Endpoint.Port));

    private static SiloAddress Silo(int port) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 0);

    private sealed class Local(SiloAddress silo) : ILocalSiloDetails
    {
        public string Name => "";

        public string ClusterId => "";

        public string DnsHostName => "";

        public SiloAddress SiloAddress => silo;

        public SiloAddress GatewayAddress => silo;
    }
}
