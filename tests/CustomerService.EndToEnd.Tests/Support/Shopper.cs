using System.Net.Http.Json;
using System.Text.Json;
using CustomerService.Contracts.Conversations;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A shopper at the HTTP API.</summary>
internal sealed class Shopper(HttpClient http, string user, string? page = null, string? tenant = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private long _after;

    /// <summary>The conversation's id, once a message was accepted.</summary>
    public string? Conversation { get; private set; }

    /// <summary>Sends a message; its number.</summary>
    public async Task<long> Send(string text, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync(
            "api/v1/messages", new { tenant, user, messageId = Guid.NewGuid().ToString("N"), text, page }, cancellation);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        var accepted = await answer.Content.ReadFromJsonAsync<AcceptedBody>(JsonSerializerOptions.Web, cancellation);
        Conversation = accepted!.Conversation;
        return accepted.Number;
    }

    /// <summary>Sends a message and waits for its answer; the replies as one text.</summary>
    public async Task<string> Ask(string text, CancellationToken cancellation)
    {
        var number = await Send(text, cancellation);
        var events = await Read(e => e.Any(x => x.Kind == EventKinds.Reply && x.InReplyTo!.Contains(number)), cancellation);
        return string.Join('\n', events.Where(e => e.Kind == EventKinds.Reply).Select(e => e.Text));
    }

    /// <summary>Reads on by long poll until it is enough; what came since the last reading.</summary>
    public async Task<IReadOnlyList<ConversationEvent>> Read(
        Func<IReadOnlyList<ConversationEvent>, bool> isEnough, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var events = new List<ConversationEvent>();
        while (!isEnough(events))
        {
            var came = await Page(_after, 10, patience.Token);
            events.AddRange(came.Events);
            _after = came.Next;
        }
        return events;
    }

    /// <summary>One answer of <c>events</c>.</summary>
    public async Task<EventPage> Page(long after, int wait, CancellationToken cancellation) =>
        (await http.GetFromJsonAsync<EventPage>(
            $"api/v1/conversations/{Conversation}/events?after={after}&wait={wait}", JsonSerializerOptions.Web, cancellation))!;

    private sealed record AcceptedBody(string Conversation, long Number);
}
