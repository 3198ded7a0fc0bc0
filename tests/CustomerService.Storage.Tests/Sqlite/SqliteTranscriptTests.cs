using CustomerService.Contracts.Conversations;
using CustomerService.Storage.Sqlite;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class SqliteTranscriptTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 8, 0, 0, 123, TimeSpan.Zero);

    private readonly TemporaryStorage _storage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _storage.Dispose();

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
        _storage.Reopen();

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
        await _storage.Database.Write(
            (connection, _) => connection.Prepared("""
                INSERT INTO transcript VALUES ('c', 7,
                    '{"sequence":7,"kind":"reply","at":"2026-11-11T08:00:00.123+00:00","text":"好","inReplyTo":[3],"cards":[{"kind":"product","id":"p","title":"t","subtitle":"s","price":"¥1","image":"/i"}],"quickReplies":["q"]}')
                """).ExecuteNonQuery(),
            Token);

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
