using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CustomerService.Contracts.Conversations;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>A shop whose shoppers come faster than anybody can answer: each is a new one with one complete question.</summary>
internal sealed class Flood(HttpClient http, string tenant)
{
    // On a machine so busy that an acceptance takes a tenth of a second they still offer more than is taken.
    private const int Callers = 32;

    // They leave the machine to those that answer.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentBag<(string Conversation, long Number)> _accepted = [];
    private readonly ConcurrentDictionary<string, int> _others = new(StringComparer.Ordinal);
    private int _refused;
    private int _shoppers;

    /// <summary>What was promised to be answered.</summary>
    public IReadOnlyCollection<(string Conversation, long Number)> Accepted => _accepted;

    /// <summary>Messages that were told to come again later, and when.</summary>
    public int Refused => _refused;

    /// <summary>Answers that are neither a 202 nor a 429 that says when to come again.</summary>
    public IReadOnlyCollection<string> Others => [.. _others.Keys];

    /// <summary>Sends until it is told to stop.</summary>
    public Task Run(CancellationToken stop, CancellationToken giveUp) => Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
    {
        while (!stop.IsCancellationRequested)
            await Send(giveUp);
    }));

    /// <summary>The accepted messages that the API shows no reply to, when all turns have ended.</summary>
    public async Task<IReadOnlyCollection<string>> Unanswered(CancellationToken cancellation)
    {
        var unanswered = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(_accepted, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellation }, async (message, token) =>
        {
            var page = await http.GetFromJsonAsync<EventPage>($"api/v1/conversations/{message.Conversation}/events?after=0", JsonSerializerOptions.Web, token);
            if (!page!.Events.Any(e => e.Kind == EventKinds.Reply && e.InReplyTo!.Contains(message.Number)))
                unanswered.Add(message.Conversation);
        });
        return unanswered;
    }

    private async Task Send(CancellationToken cancellation)
    {
        var user = "flood-" + Interlocked.Increment(ref _shoppers).ToString(CultureInfo.InvariantCulture);
        using var answer = await http.PostAsJsonAsync("api/v1/messages", new { tenant, user, messageId = "m", text = "这款手机有现货吗?" }, cancellation);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1))
        {
            Interlocked.Increment(ref _refused);
            await Task.Delay(AfterRefusal, TimeProvider.System, cancellation);
            return;
        }
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        if (answer.StatusCode == HttpStatusCode.Accepted)
            _accepted.Add((body.GetProperty("conversation").GetString()!, body.GetProperty("number").GetInt64()));
        else
            _others[$"{answer.StatusCode}: {body}"] = 1;
    }
}
