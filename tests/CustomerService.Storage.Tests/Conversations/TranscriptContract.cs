using CustomerService.Contracts.Conversations;

namespace CustomerService.Storage.Tests.Conversations;

/// <summary>What every transcript does.</summary>
public abstract class TranscriptContract : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 8, 0, 0, 123, TimeSpan.Zero);

    private ITestStorage _storage = null!;

    public async ValueTask InitializeAsync() => _storage = await Open();

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<ITestStorage> Open();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_EveryField_IsReadAgainAfterReopening()
    {
        var reply = new ConversationEvent(2, EventKinds.Reply, At)
        {
            Text = "您需要什么颜色和存储版本？",
            InReplyTo = (List<long>)[1],
            Cards = (List<Card>)[new("product", "p-1", "手机") { Subtitle = "黑色", Price = "¥3299", Image = "/p" }],
            QuickReplies = (List<string>)["黑色", "白色"],
            Status = "handover_queued",
            Values = new Dictionary<string, string> { ["position"] = "2" },
            Number = 1,
            MessageId = "m-1",
            Media = (List<MediaItem>)[new("voice", "/1.amr")],
        };
        await _storage.Transcript.Append("c", [new ConversationEvent(1, EventKinds.Message, At), reply], Token);
        await _storage.Reopen();

        var events = await _storage.Transcript.Read("c", 1, 10, Token);

        events.ShouldHaveSingleItem().ShouldBeEquivalentTo(reply);
    }

    [Fact]
    public async Task Append_SameSequenceAgain_ChangesNothing()
    {
        await _storage.Transcript.Append("c", [Event(1, "first"), Event(2, "second")], Token);
        await _storage.Transcript.Append("c", [Event(2, "changed"), Event(3, "third")], Token);
        await _storage.Transcript.Append("other", [Event(1, "elsewhere")], Token);

        (await _storage.Transcript.Read("c", 0, 10, Token)).Select(e => e.Text).ShouldBe(["first", "second", "third"]);
        (await _storage.Transcript.Read("c", 1, 1, Token)).Select(e => e.Text).ShouldBe(["second"]);
    }

    [Fact]
    public async Task Read_RowOfAnEarlierRelease_IsUnderstood()
    {
        await _storage.Execute("""
                INSERT INTO transcript VALUES ('c', 7,
                    '{"sequence":7,"kind":"reply","at":"2026-11-11T08:00:00.123+00:00","text":"好","inReplyTo":[3],"cards":[{"kind":"product","id":"p","title":"t","subtitle":"s","price":"¥1","image":"/i"}],"quickReplies":["q"]}')
                """);

        (await _storage.Transcript.Read("c", 0, 10, Token)).ShouldHaveSingleItem().ShouldBeEquivalentTo(
            new ConversationEvent(7, EventKinds.Reply, At)
            {
                Text = "好",
                InReplyTo = (List<long>)[3],
                Cards = (List<Card>)[new("product", "p", "t") { Subtitle = "s", Price = "¥1", Image = "/i" }],
                QuickReplies = (List<string>)["q"],
            });
    }

    private static ConversationEvent Event(long sequence, string text) =>
        new(sequence, EventKinds.Message, At) { Text = text };
}
