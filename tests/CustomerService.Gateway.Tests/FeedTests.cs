using CsCheck;
using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Tests.Support;

namespace CustomerService.Gateway.Tests;

public sealed class FeedTests
{
    [Fact]
    public async Task Read_EventsBeforeAndAfterItJoins_ComeOnceAndInOrder()
    {
        await using var bench = new FeedBench();
        bench.Grain.Say("1");
        bench.Grain.Say("2");
        await using var listener = bench.Listen(after: 1);
        await Answers.Eventually(() => listener.Heard.Count == 1);

        for (var i = 3; i <= 20; i++)
            bench.Grain.Say($"{i}");

        await Answers.Eventually(() => listener.Heard.Count == 19);
        listener.Heard.ShouldBe(Enumerable.Range(2, 19).Select(n => (long)n));
    }

    [Fact]
    public async Task Read_PushIsLost_ComesWithTheNextRenewal()
    {
        await using var bench = new FeedBench();
        await using var listener = bench.Listen();
        await bench.Settled();
        bench.Grain.LosesPushes = true;

        bench.Grain.Say("lost");
        bench.Time.Advance(FeedBench.Renew);

        await Answers.Eventually(() => listener.Heard.Count == 1);
    }

    [Fact]
    public async Task Read_PushIsLostAfterAnAcceptedMessage_ComesEarly()
    {
        await using var bench = new FeedBench();
        await using var listener = bench.Listen();
        await bench.Settled();
        bench.Grain.Forget();

        bench.Feed.Expect(FeedBench.Id);
        bench.Grain.Say("to nobody");
        await bench.Time.Begun(FeedBench.Expect);
        bench.Time.Advance(FeedBench.Expect);

        await Answers.Eventually(() => listener.Heard.Count == 1);
        bench.Grain.Observers.ShouldBe(1);
    }

    [Fact]
    public async Task Read_PushesGoOn_SubscriptionIsRenewedAllTheSame()
    {
        await using var bench = new FeedBench();
        await using var listener = bench.Listen();
        await bench.Settled();

        bench.Time.Advance(FeedBench.Renew - TimeSpan.FromSeconds(1));
        bench.Grain.Say("1");
        await Answers.Eventually(() => listener.Heard.Count == 1);
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        await Answers.Eventually(() => bench.Grain.Subscriptions == 2);
    }

    [Fact]
    public async Task Read_ExpectedPushComes_RenewsNothing()
    {
        await using var bench = new FeedBench();
        await using var listener = bench.Listen();
        await bench.Settled();

        bench.Feed.Expect(FeedBench.Id);
        await bench.Time.Begun(FeedBench.Expect);
        bench.Grain.Say("1");
        bench.Time.Advance(FeedBench.Expect);
        await bench.Time.Begun(FeedBench.Renew - FeedBench.Expect);

        bench.Grain.Subscriptions.ShouldBe(1);
    }

    [Fact]
    public async Task Read_PushLeavesAGap_ReadsTheGap()
    {
        await using var bench = new FeedBench();
        await using var listener = bench.Listen();
        await Answers.Eventually(() => bench.Grain.Reads == 1);
        bench.Grain.LosesPushes = true;
        bench.Grain.Say("1, lost");
        bench.Grain.LosesPushes = false;

        bench.Grain.Say("2");

        await Answers.Eventually(() => listener.Heard.Count == 2);
        listener.Heard.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Read_TranscriptWasCutShort_PassesOverTheGap()
    {
        await using var bench = new FeedBench();
        bench.Grain.Commit(e => e with { Sequence = 7 }, e => e with { Sequence = 8 });

        await using var listener = bench.Listen();

        await Answers.Eventually(() => listener.Heard.Count == 2);
        listener.Heard.ShouldBe([7, 8]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_GrainIsGone_WaitsAndGoesOn(bool hangs)
    {
        await using var bench = new FeedBench();
        (bench.Grain.DoesNotAnswer, bench.Grain.Fault) = (hangs, new TimeoutException());
        bench.Grain.Say("1");
        await using var listener = bench.Listen();
        var elapsed = TimeSpan.Zero;
        await bench.Until(() => (elapsed += TimeSpan.FromSeconds(0.25)) > TimeSpan.FromSeconds(40));
        listener.Heard.ShouldBeEmpty();

        (bench.Grain.DoesNotAnswer, bench.Grain.Fault) = (false, null);

        await bench.Until(() => listener.Heard.Count == 1);
        await bench.Until(() => bench.Grain.Observers == 1);
    }

    [Fact]
    public async Task Read_SecondListener_SharesTheSubscription()
    {
        await using var bench = new FeedBench();
        bench.Grain.Say("1");
        await using var first = bench.Listen();
        await Answers.Eventually(() => first.Heard.Count == 1);

        await using var second = bench.Listen();
        await Answers.Eventually(() => second.Heard.Count == 1);
        bench.Grain.Say("2");

        await Answers.Eventually(() => first.Heard.Count == 2 && second.Heard.Count == 2);
        bench.Grain.Subscriptions.ShouldBe(1);
    }

    [Fact]
    public async Task Read_LastListenerLeaves_UnsubscribesAfterAWhile()
    {
        await using var bench = new FeedBench();
        var listener = bench.Listen();
        await bench.Settled();

        await listener.DisposeAsync();
        await bench.Time.Begun(FeedBench.Linger);
        bench.Grain.Observers.ShouldBe(1);
        bench.Time.Advance(FeedBench.Linger);

        await Answers.Eventually(() => bench.Grain.Observers == 0);
    }

    [Fact]
    public async Task Read_ListenerComesBackSoon_FindsTheSubscription()
    {
        await using var bench = new FeedBench();
        await using (bench.Listen())
            await Answers.Eventually(() => bench.Grain.Reads == 1);
        bench.Grain.Say("1");

        await using var listener = bench.Listen();

        await Answers.Eventually(() => listener.Heard.Count == 1);
        bench.Grain.Subscriptions.ShouldBe(1);
    }

    [Fact]
    public async Task Read_ListenerComesBackLate_SubscribesAgain()
    {
        await using var bench = new FeedBench();
        await using (bench.Listen())
            await Answers.Eventually(() => bench.Grain.Reads == 1);
        await bench.Until(() => bench.Grain.Observers == 0);

        await using var listener = bench.Listen();
        await Answers.Eventually(() => bench.Grain.Observers == 1);
        bench.Grain.Say("1");

        await Answers.Eventually(() => listener.Heard.Count == 1);
    }

    [Fact]
    public async Task Read_ListenerIsTooSlow_IsBoundedAndMissesNothing()
    {
        await using var bench = new FeedBench();
        await using var listener = bench.Listen(paused: true);
        bench.Grain.Say("1");
        await Answers.Eventually(() => listener.Heard.Count == 1);
        var reads = bench.Grain.Reads;

        for (var i = 2; i <= 1_000; i++)
            bench.Grain.Say($"{i}");
        listener.Resume();

        await Answers.Eventually(() => listener.Heard.Count == 1_000);
        listener.Heard.ShouldBe(Enumerable.Range(1, 1_000).Select(n => (long)n));
        bench.Grain.Reads.ShouldBeGreaterThan(reads, "a full mailbox is read from the conversation, not kept");
    }

    [Fact]
    public async Task Read_Typing_IsToldAsItChanges()
    {
        await using var bench = new FeedBench();
        await using var listener = bench.Listen();
        await Answers.Eventually(() => bench.Grain.Reads == 1);

        bench.Grain.Type(true);
        await Answers.Eventually(() => listener.Typing.Count == 1);
        bench.Grain.Type(false);

        await Answers.Eventually(() => listener.Typing.Count == 2);
        listener.Typing.ShouldBe([true, false]);
    }

    [Fact]
    public async Task Committed_ForAnotherConversation_DisturbsNobody()
    {
        await using var bench = new FeedBench();
        await using var listener = bench.Listen();
        await Answers.Eventually(() => bench.Grain.Reads == 1);

        await bench.Feed.Committed("default.web.other", [new(1, EventKinds.Reply, DateTimeOffset.UnixEpoch)]);
        bench.Grain.Say("mine");

        await Answers.Eventually(() => listener.Heard.Count == 1);
        listener.Heard.ShouldBe([1]);
    }

    /// <summary>Whatever is lost, forgotten or down in between, every listener hears every event once and in order.</summary>
    [Fact]
    public async Task Read_AnyFaults_EverythingIsHeardOnceAndInOrder() =>
        await Gen.Int[0, 7].Array[0, 60].SampleAsync(
            async steps =>
            {
                await using var bench = new FeedBench();
                var listeners = new List<FeedListener> { bench.Listen() };
                var said = 0;
                foreach (var step in steps)
                {
                    switch (step)
                    {
                        case 0: bench.Grain.LosesPushes = !bench.Grain.LosesPushes; break;
                        case 1: bench.Grain.Forget(); break;
                        case 2: bench.Grain.Fault = bench.Grain.Fault is null ? new TimeoutException() : null; break;
                        case 3: bench.Time.Advance(TimeSpan.FromSeconds(7)); break;
                        case 4: listeners.Add(bench.Listen()); break;
                        case 5: bench.Feed.Expect(FeedBench.Id); break;
                        default: bench.Grain.Say($"{++said}"); break;
                    }
                    await Task.Yield();
                }
                (bench.Grain.LosesPushes, bench.Grain.Fault) = (false, null);
                await bench.Until(() => listeners.TrueForAll(l => l.Heard.Count == said), step: 3);
                foreach (var listener in listeners)
                {
                    listener.Heard.ShouldBe(Enumerable.Range(1, said).Select(n => (long)n));
                    await listener.DisposeAsync();
                }
            },
            seed: "0000KOIPe036", iter: 200, threads: 1);
}
