using System.Collections.Concurrent;
using System.Globalization;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;

namespace CustomerService.Storage.Tests.Conversations;

/// <summary>What every inbox does.</summary>
public abstract class InboxContract : IAsyncLifetime
{
    private static readonly ConversationId Anna = new("shop", "web", "anna");
    private static readonly ConversationId Bo = new("shop", "web", "bo");

    private ITestStorage _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await Open();

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<ITestStorage> Open();

    private IInbox Inbox => _storage.Inbox;

    private DateTimeOffset Now => _storage.Time.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_EveryField_IsReadAgainAsItWas()
    {
        var message = new InboxMessage(
            Anna, "m-1", InboxKind.Notice, "这款手机有现货吗？<b>\"", new DateTimeOffset(639000000001234567, TimeSpan.Zero))
        {
            Media = (List<MediaItem>)[new("image", "/media/1.jpg")],
            Page = "sku-1",
            Member = "member-7",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Parameters = new Dictionary<string, string> { ["position"] = "3" },
        };

        var accepted = await Inbox.Append(message, Token);
        var entry = (await Inbox.Read(Anna.ToString(), 0, 10, Token)).ShouldHaveSingleItem();

        accepted.Duplicate.ShouldBeFalse();
        entry.ShouldBeEquivalentTo(accepted.Entry);
        entry.ShouldBeEquivalentTo(new InboxEntry(
            "shop.web.anna", 1, "m-1", InboxKind.Notice, message.Text, message.ReceivedAt)
        {
            Media = (List<MediaItem>)[new("image", "/media/1.jpg")],
            Page = "sku-1",
            Member = "member-7",
            TraceParent = message.TraceParent,
            Parameters = new Dictionary<string, string> { ["position"] = "3" },
        });
    }

    [Fact]
    public async Task Append_SameMessageIdAgain_GivesTheFirstEntry()
    {
        var first = await Append(Anna, "m-1", "first");
        await Append(Anna, "m-2", "between");
        var again = await Append(Anna, "m-1", "changed");
        var elsewhere = await Append(Bo, "m-1", "another conversation");

        again.Duplicate.ShouldBeTrue();
        again.Entry.ShouldBeEquivalentTo(first.Entry);
        (elsewhere.Duplicate, elsewhere.Entry.Number).ShouldBe((false, 1));
    }

    [Fact]
    public async Task Append_ManyThreadsWithDuplicates_NumbersEachMessageOnceWithoutGaps()
    {
        const int messages = 2000, threads = 32, copies = 4;
        var numbers = new ConcurrentDictionary<string, long>();
        var fresh = 0;
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(
            async () =>
            {
                // Each message comes from four threads at about the same time.
                for (var i = thread % (threads / copies); i < messages; i += threads / copies)
                {
                    var id = i.ToString(CultureInfo.InvariantCulture);
                    var (entry, duplicate) = await Append(Anna, id, "text");
                    if (!duplicate)
                        Interlocked.Increment(ref fresh);
                    numbers.GetOrAdd(id, entry.Number).ShouldBe(entry.Number);
                }
            },
            Token)));

        fresh.ShouldBe(messages);
        numbers.Values.Order().ShouldBe(Enumerable.Range(1, messages).Select(n => (long)n));
        var entries = await Inbox.Read(Anna.ToString(), 0, int.MaxValue, Token);
        entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, messages).Select(n => (long)n));
    }

    [Theory]
    [InlineData("")]
    [InlineData("m\0")]
    [InlineData(null)]
    public async Task Append_MessageIdThatNoDatabaseHolds_IsRefused(string? id) =>
        (await Should.ThrowAsync<ArgumentException>(async () => await Append(Anna, id ?? new string('m', 129), ""))).Message.ShouldContain("1 to 128");

    [Fact]
    public async Task Reopen_Always_KeepsEntriesAndGoesOnCounting()
    {
        await Append(Anna, "m-1", "text");
        await Append(Anna, "m-2", "text");
        await Inbox.Finish(Anna.ToString(), [1], Token);
        await _storage.Reopen();

        (await Inbox.Exists(Anna.ToString(), Token)).ShouldBeTrue();
        (await Inbox.Exists(Bo.ToString(), Token)).ShouldBeFalse();
        (await Inbox.Backlog(Token)).ShouldBe(new InboxBacklog(1, Now));
        (await Append(Anna, "m-3", "text")).Entry.Number.ShouldBe(3);
        (await Append(Anna, "m-1", "text")).Duplicate.ShouldBeTrue();
    }

    [Fact]
    public async Task Behind_MoreThanOutliersWait_TellsHowFarTheRestIs()
    {
        for (var i = 0; i < InboxBacklog.Outliers; i++)
            await Append(new("shop", "web", $"stuck{i}"), "m", "text");
        (await Inbox.Backlog(Token)).ShouldBe(new InboxBacklog(InboxBacklog.Outliers, Now));
        (await Inbox.Behind(Now, Now, Token)).ShouldBeEmpty();

        var stuck = Now;
        _storage.Time.Advance(TimeSpan.FromMinutes(5));
        await Append(Anna, "m-1", "text");

        (await Inbox.Backlog(Token)).ShouldBe(new InboxBacklog(InboxBacklog.Outliers + 1, stuck));
        (await Inbox.Behind(Now, Now.AddTicks(1), Token)).ShouldBe([new(Anna.Tenant, new(Now, 1, 0, 1))]);
    }

    [Fact]
    public async Task Behind_OneTenantFloods_TheOtherIsNotBehind()
    {
        var flooded = Now;
        for (var i = 0; i < InboxBacklog.Outliers; i++)
            await Append(new("flood", "web", $"shopper{i}"), "m", "text");
        _storage.Time.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < InboxBacklog.Outliers / 2; i++)
            await Append(new("quiet", "web", $"shopper{i}"), "m", "text");

        (await Inbox.Behind(Now, Now, Token)).ShouldBe([new("flood", new(flooded, InboxBacklog.Outliers / 2, 50, 50))]);
    }

    [Fact]
    public async Task Behind_EntriesOfSeveralTimes_CountsThoseBeforeEachMoment()
    {
        var start = Now;
        for (var second = 0; second < 4; second++)
        {
            for (var i = 0; i < InboxBacklog.Outliers; i++)
                await Append(new("shop", "web", $"shopper{second}-{i}"), "m", "text");
            _storage.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // The first hundred are passed over.
        (await Inbox.Behind(start.AddSeconds(2), start.AddSeconds(3), Token))
            .ShouldBe([new("shop", new(start.AddSeconds(1), 300, 100, 200))]);
    }

    [Fact]
    public async Task Cleanup_OldAndFinished_DeletesAllButTheNewestOfAConversation()
    {
        for (var i = 1; i <= 600; i++)
            await Append(Anna, $"a-{i}", "text");
        await Append(Bo, "b-1", "text");
        await Append(Bo, "b-2", "text");
        await Inbox.Finish(Anna.ToString(), [.. Enumerable.Range(1, 600).Select(n => (long)n)], Token);
        _storage.Time.Advance(TimeSpan.FromDays(1));
        await Inbox.Finish(Bo.ToString(), [1], Token);

        (await _storage.Cleanup(Now)).ShouldBe(599);
        (await Inbox.Read(Anna.ToString(), 0, 10, Token)).ShouldHaveSingleItem().Number.ShouldBe(600);
        (await Inbox.Read(Bo.ToString(), 0, 10, Token)).Count.ShouldBe(2);
        (await Append(Anna, "a-601", "text")).Entry.Number.ShouldBe(601);
    }

    [Fact]
    public async Task Read_RowOfAnEarlierRelease_IsUnderstood()
    {
        await _storage.Execute("""
                INSERT INTO inbox (conversation, number, message_id, kind, body, received_at) VALUES ('c', 1, 'm', 0,
                    '{"text":"你好","media":[{"kind":"image","url":"/1"}],"page":"p","member":"v","traceParent":"t","parameters":{"a":"b"}}',
                    639000000000000000), ('c', 2, 'n', 1, '{"text":"x"}', 639000000000000000)
                """);

        var entries = await Inbox.Read("c", 0, 10, Token);

        var at = new DateTimeOffset(639000000000000000, TimeSpan.Zero);
        entries[0].ShouldBeEquivalentTo(new InboxEntry("c", 1, "m", InboxKind.Message, "你好", at)
        {
            Media = (List<MediaItem>)[new("image", "/1")],
            Page = "p",
            Member = "v",
            TraceParent = "t",
            Parameters = new Dictionary<string, string> { ["a"] = "b" },
        });
        entries[1].ShouldBeEquivalentTo(new InboxEntry("c", 2, "n", InboxKind.Notice, "x", at));
    }

    private ValueTask<Accepted> Append(ConversationId conversation, string id, string text) =>
        Inbox.Append(new InboxMessage(conversation, id, InboxKind.Message, text, Now), Token);
}
