using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Storage.Tests.Conversations;

/// <summary>What redelivery and dead letters do on every database, for a process that has all partitions.</summary>
public abstract class DeliveryContract : IAsyncLifetime
{
    private const string Owner = "me";
    private static readonly ConversationId Anna = new("shop", "web", "anna");
    private static readonly RedeliveryRule Rule = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), 4);

    private ITestStorage _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _storage = await Open();

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Take_FreshPartitions_GivesWhatIsLeftAtOnce()
    {
        await Append("m-1");
        await Append("m-2");

        var fresh = await _storage.Delivery.Hold(Owner, TimeSpan.FromMinutes(1), Token);
        fresh.Count.ShouldBe(InboxPartition.Count);
        (await _storage.Delivery.Take(Owner, Rule, fresh, 10, Token)).Entries.ShouldHaveSingleItem().MessageId.ShouldBe("m-1");
        (await _storage.Delivery.Hold(Owner, TimeSpan.FromMinutes(1), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Take_FreshAgainAndAgainBeforeItIsDue_BuriesNothingAndWaitsNoLonger()
    {
        await Append("m-1");
        var fresh = await _storage.Delivery.Hold(Owner, TimeSpan.FromMinutes(1), Token);

        for (var i = 0; i < 3 * Rule.Attempts; i++)
            (await _storage.Delivery.Take(Owner, Rule, fresh, 10, Token)).Entries.Count.ShouldBe(1);

        // The first of them was a redelivery that is due.
        (await _storage.DeadLetters.List(10, Token)).ShouldBeEmpty();
        (await Take()).Entries.ShouldBeEmpty();
        _storage.Time.Advance(Rule.After);
        (await Take()).Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Take_OneTenantHasMoreThanFit_TenantsTakeTurns()
    {
        for (var i = 0; i < 20; i++)
            await Append("m-1", new("flood", "web", $"shopper{i}"));
        _storage.Time.Advance(TimeSpan.FromSeconds(1));
        await Append("m-1", new("quiet", "web", "anna"));
        await Append("m-1", new("quiet", "web", "bo"));
        await Hold();
        _storage.Time.Advance(Rule.After);

        var taken = (await Take()).Entries;

        taken.Count.ShouldBe(10);
        taken.Count(e => e.Conversation.StartsWith("quiet.", StringComparison.Ordinal)).ShouldBe(2);
        (await Take()).Entries.Count.ShouldBe(10);
        (await Take()).Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Take_Again_WaitsTwiceAsLongUpToTheLongest()
    {
        await Append("m-1");
        await Hold();

        (await Waits(6)).ShouldBe([3, 3, 6, 10, 0, 0]);
        await _storage.Inbox.Finish(Anna.ToString(), [1], Token);
    }

    [Fact]
    public async Task Take_InVainTooOften_BuriesTheEntryAndGivesTheNext()
    {
        await Append("m-1");
        await Append("m-2");
        await Hold();
        await _storage.Delivery.Failed(Anna.ToString(), 1, "TimeoutException", Token);

        await Bury();

        var letter = (await _storage.DeadLetters.List(10, Token)).ShouldHaveSingleItem();
        (letter.Conversation, letter.Number, letter.Reason, letter.Attempts).ShouldBe((Anna.ToString(), 1, "TimeoutException", 4));
        (await _storage.DeadLetters.Show(Anna.ToString(), 1, Token))!.Text.ShouldBe("text m-1");
        (await _storage.DeadLetters.Show(Anna.ToString(), 2, Token)).ShouldBeNull();
        (await _storage.Inbox.Read(Anna.ToString(), 0, 10, Token)).ShouldHaveSingleItem().Number.ShouldBe(2);
        (await Take()).Entries.ShouldHaveSingleItem().Number.ShouldBe(2);
        // The message id stays known, the number stays taken.
        (await Append("m-1")).ShouldBe((1, true));
        (await Append("m-3")).ShouldBe((3, false));
        (await _storage.Cleanup(_storage.Time.GetUtcNow().AddDays(1))).ShouldBe(0);
    }

    [Fact]
    public async Task Retry_DeadLetter_IsDueAtOnceUnderItsNumber()
    {
        await Append("m-1");
        await Hold();
        await Bury();

        (await _storage.DeadLetters.Retry(Anna.ToString(), 1, Token)).ShouldBeTrue();

        (await Take()).Entries.ShouldHaveSingleItem().Number.ShouldBe(1);
        (await _storage.DeadLetters.List(10, Token)).ShouldBeEmpty();
        (await _storage.DeadLetters.Retry(Anna.ToString(), 1, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Drop_DeadLetter_IsFinishedForGood()
    {
        await Append("m-1");
        await Append("m-2");
        await Hold();
        await Bury();

        (await _storage.DeadLetters.Drop(Anna.ToString(), 1, Token)).ShouldBeTrue();
        (await _storage.DeadLetters.Drop(Anna.ToString(), 1, Token)).ShouldBeFalse();

        (await Take()).Entries.ShouldHaveSingleItem().Number.ShouldBe(2);
        (await _storage.Inbox.Backlog(Token)).Depth.ShouldBe(1);
        (await _storage.Cleanup(_storage.Time.GetUtcNow().AddDays(1))).ShouldBe(1);
    }

    private protected abstract Task<ITestStorage> Open();

    private async Task Hold() => await _storage.Delivery.Hold(Owner, TimeSpan.FromDays(1), Token);

    private ValueTask<Redelivery> Take() => _storage.Delivery.Take(Owner, Rule, [], 10, Token);

    // Seconds until the entry comes, time after time; 0 where it does not come for half a minute.
    private async Task<List<int>> Waits(int times)
    {
        var waits = new List<int>();
        for (var i = 0; i < times; i++)
        {
            var waited = 0;
            do
            {
                _storage.Time.Advance(TimeSpan.FromSeconds(1));
                waited++;
            }
            while ((await Take()).Entries.Count == 0 && waited < 30);
            waits.Add(waited == 30 ? 0 : waited);
        }
        return waits;
    }

    private async Task Bury()
    {
        for (var i = 0; i < Rule.Attempts; i++)
        {
            _storage.Time.Advance(Rule.Longest);
            (await Take()).Entries.ShouldHaveSingleItem().Number.ShouldBe(1);
        }
        _storage.Time.Advance(Rule.Longest);
        (await Take()).Died.ShouldBe(1);
    }

    private async Task<(long Number, bool Duplicate)> Append(string id, ConversationId? conversation = null)
    {
        var accepted = await _storage.Inbox.Append(
            new InboxMessage(conversation ?? Anna, id, InboxKind.Message, "text " + id, _storage.Time.GetUtcNow()), Token);
        return (accepted.Entry.Number, accepted.Duplicate);
    }
}
