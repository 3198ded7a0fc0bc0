using System.Text.Json;
using CustomerService.Contracts.Conversations;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Reference;

/// <summary>The reference conversation, by every way that a program has.</summary>
public sealed class ReferenceTests(ShopHost host) : IClassFixture<ShopHost>
{
    private const string Question = "这款手机有现货吗?";
    private const string Asked = "颜色和存储版本";
    private const string Version = "黑色,256G。";
    private const string Answer = "黑色256G版本北京仓有货，预计今日下单明日送达";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_OverHttp_IsAnsweredFromTheStockTable()
    {
        var shopper = new Shopper(host.Http, "reference-http");

        (await shopper.Ask(Question, Cancellation)).ShouldContain(Asked);
        (await shopper.Ask(Version, Cancellation)).ShouldContain(Answer);

        var whole = await shopper.Page(0, 0, Cancellation);
        whole.Events.Select(e => e.Sequence).ShouldBe([1, 2, 3, 4]);
        whole.Events.Select(e => e.Kind)
            .ShouldBe([EventKinds.Message, EventKinds.Reply, EventKinds.Message, EventKinds.Reply]);
    }

    [Fact]
    public async Task Ask_OverEventStream_ResumesByLastEventId()
    {
        var shopper = new Shopper(host.Http, "reference-stream");
        await shopper.Ask(Question, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/conversations/{shopper.Conversation}/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("Last-Event-ID", "2");
        using var answer = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await shopper.Send(Version, Cancellation);

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        var events = new List<ConversationEvent>();
        while (events.Count < 2)
        {
            if (await lines.ReadLineAsync(Cancellation) is { } line && line.StartsWith("data: ", StringComparison.Ordinal))
                events.Add(JsonSerializer.Deserialize<ConversationEvent>(line[6..], JsonSerializerOptions.Web)!);
        }

        events.Select(e => e.Sequence).ShouldBe([3, 4]);
        events[1].Text.ShouldNotBeNull().ShouldContain(Answer);
    }

    [Fact]
    public async Task Ask_OverWebSocket_IsPushedAndResumesBySequence()
    {
        using (var chat = await WebChat.Open(host.Address, "reference-socket", 0, Cancellation))
        {
            await chat.Until(f => Type(f) == "ready", Cancellation);
            await chat.Send("m1", Question, Cancellation);
            var frames = await chat.Until(f => Reply(f)?.Contains(Asked, StringComparison.Ordinal) == true, Cancellation);
            frames.ShouldContain(f => Type(f) == "accepted" && f.GetProperty("messageId").GetString() == "m1");
        }

        using var again = await WebChat.Open(host.Address, "reference-socket", 1, Cancellation);
        await again.Until(f => Type(f) == "ready", Cancellation);
        await again.Send("m2", Version, Cancellation);
        // Sent again, as by a client that missed the answer: no second turn.
        await again.Send("m2", Version, Cancellation);
        var rest = await again.Until(f => Reply(f)?.Contains(Answer, StringComparison.Ordinal) == true, Cancellation);

        rest.Where(f => Type(f) == "event").Select(f => f.GetProperty("event").GetProperty("sequence").GetInt64())
            .ShouldBe([2, 3, 4]);
    }

    private static string? Type(JsonElement frame) => frame.GetProperty("type").GetString();

    private static string? Reply(JsonElement frame) =>
        Type(frame) == "event" && frame.GetProperty("event") is var e && e.GetProperty("kind").GetString() == EventKinds.Reply
            ? e.GetProperty("text").GetString()
            : null;
}
