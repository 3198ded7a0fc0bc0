using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Storage.Tests.Postgres;

/// <summary>Silos part the redelivery among themselves.</summary>
public sealed class PostgresLeaseTests(PostgresServer server)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly RedeliveryRule Rule = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30), 20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hold_OwnersComeAndGo_SharesGetEven()
    {
        await using var storage = await PostgresStorage.Open(server);
        var delivery = storage.Delivery;

        (await Held(delivery, "a")).ShouldBe(64);
        (await Held(delivery, "b")).ShouldBe(0);
        (await Held(delivery, "a")).ShouldBe(0);
        (await Held(delivery, "b")).ShouldBe(32);
        await Held(delivery, "c");
        await Held(delivery, "a");
        await Held(delivery, "b");
        (await Held(delivery, "c")).ShouldBe(20);
        await delivery.Release("b", Token);
        (await Held(delivery, "a")).ShouldBe(10);
        (await Held(delivery, "c")).ShouldBe(12);
    }

    [Fact]
    public async Task Take_OwnerSleptOverItsLease_GetsNothingAndTheOtherEverything()
    {
        await using var storage = await PostgresStorage.Open(server);
        await using var other = storage.Process();
        var (slow, quick) = (storage.Delivery, other.GetRequiredService<IInboxDelivery>());
        await Held(slow, "slow");
        for (var i = 0; i < 20; i++)
        {
            await storage.Inbox.Append(
                new InboxMessage(new("shop", "web", $"s{i}"), "m", InboxKind.Message, "text", storage.Time.GetUtcNow()), Token);
        }

        storage.Time.Advance(Lease);
        var fresh = await quick.Hold("quick", Lease, Token);

        fresh.Count.ShouldBe(64);
        (await slow.Take("slow", Rule, [], 100, Token)).Entries.ShouldBeEmpty();
        (await quick.Take("quick", Rule, fresh, 100, Token)).Entries.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Take_TwoOwners_EachConversationOnce()
    {
        await using var storage = await PostgresStorage.Open(server);
        await using var other = storage.Process();
        var (a, b) = (storage.Delivery, other.GetRequiredService<IInboxDelivery>());
        await Held(a, "a");
        await Held(b, "b");
        await Held(a, "a");
        await Held(b, "b");
        for (var i = 0; i < 100; i++)
        {
            await storage.Inbox.Append(
                new InboxMessage(new("shop", "web", $"s{i}"), "m", InboxKind.Message, "text", storage.Time.GetUtcNow()), Token);
        }
        storage.Time.Advance(TimeSpan.FromSeconds(4));

        var both = await Task.WhenAll(
            a.Take("a", Rule, [], 200, Token).AsTask(), b.Take("b", Rule, [], 200, Token).AsTask());

        both.ShouldAllBe(r => r.Entries.Count > 0);
        both.SelectMany(r => r.Entries).Select(e => e.Conversation).Distinct().Count().ShouldBe(100);
        both.Sum(r => r.Entries.Count).ShouldBe(100);
    }

    private static async Task<int> Held(IInboxDelivery delivery, string owner) =>
        (await delivery.Hold(owner, Lease, Token)).Count;
}
