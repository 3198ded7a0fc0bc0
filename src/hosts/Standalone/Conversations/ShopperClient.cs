using System.Net.Http.Headers;
using System.Text.Json;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Standalone.Conversations;

/// <summary>One shopper at the public API, with an operator's eyes.</summary>
internal sealed class ShopperClient(HttpClient http, string user, string? page, string? member, string? proof, string? operatorKey)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private long _after;
    private string? _conversation;

    /// <summary>Sends a message; its inbox number.</summary>
    public async Task<long> Send(string text, CancellationToken cancellation)
    {
        var answer = await http.PostAsJsonAsync(
            "api/v1/messages",
            new
            {
                user,
                messageId = Guid.NewGuid().ToString("N"),
                text,
                page,
                member = member is null ? null : new { id = member, proof },
            },
            cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");
        var accepted = await answer.Content.ReadFromJsonAsync<AcceptedBody>(Json, cancellation);
        _conversation = accepted!.Conversation;
        return accepted.Number;
    }

    /// <summary>Events until the replies to a number have come; what came.</summary>
    public async Task<IReadOnlyList<ConversationEvent>> UntilAnswered(long number, CancellationToken cancellation)
    {
        var events = new List<ConversationEvent>();
        while (!events.Any(e => e.Kind == EventKinds.Reply && e.InReplyTo?.Contains(number) == true))
        {
            var came = await http.GetFromJsonAsync<EventsBody>(
                $"api/v1/conversations/{_conversation}/events?after={_after}&wait=10", Json, cancellation);
            events.AddRange(came!.Events);
            _after = Math.Max(_after, came.Next);
        }
        return events;
    }

    /// <summary>Why the bot said what it said; needs the operator's key.</summary>
    public async Task<IReadOnlyList<TurnRecord>> Turns(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/conversations/{_conversation}/turns");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", operatorKey);
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<TurnsBody>(Json, cancellation))!.Turns;
    }

    private sealed record AcceptedBody(string Conversation, long Number);

    private sealed record EventsBody(IReadOnlyList<ConversationEvent> Events, long Next);

    private sealed record TurnsBody(IReadOnlyList<TurnRecord> Turns);
}
