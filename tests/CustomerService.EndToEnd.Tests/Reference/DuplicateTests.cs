using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CustomerService.Contracts.Conversations;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Reference;

/// <summary>The same message many times is one message.</summary>
public sealed class DuplicateTests(ShopHost host) : IClassFixture<ShopHost>
{
    private const int Messages = 2_000;
    private const int Conversations = 40;
    private const int Threads = 32;

    private readonly ConcurrentDictionary<string, (string Conversation, long Number)> _accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = new();

    [Fact]
    public async Task Send_DuplicatesFromManyThreads_EachMessageIsTakenOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        // Each message twice, the second not far behind the first: on another thread, often at the same moment.
        var random = new Random(20261122);
        var sends = new ConcurrentQueue<int>(Enumerable.Range(0, Messages).SelectMany(i => new[] { (i, At: (double)i), (i, At: i + (random.NextDouble() * 64)) })
            .OrderBy(s => s.At).Select(s => s.i));
        using var http = host.Client();

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(
            async () =>
            {
                while (sends.TryDequeue(out var message))
                    await Send(http, message, cancellation);
            },
            cancellation)));

        _faults.ShouldBeEmpty();
        _accepted.Count.ShouldBe(Messages);
        var conversations = _accepted.Values.Select(a => a.Conversation).Distinct(StringComparer.Ordinal).ToArray();
        conversations.Length.ShouldBe(Conversations);
        var shown = new List<ConversationEvent>();
        foreach (var conversation in conversations)
            shown.AddRange(await Shown(http, conversation, cancellation));
        shown.Count.ShouldBe(Messages);
        shown.Select(e => e.MessageId!).Distinct(StringComparer.Ordinal).Count().ShouldBe(Messages);
        shown.ShouldAllBe(e => _accepted[e.MessageId!].Number == e.Number);
    }

    private async Task Send(HttpClient http, int message, CancellationToken cancellation)
    {
        var id = $"m{message}";
        while (true)
        {
            using var answer = await http.PostAsJsonAsync(
                "api/v1/messages", new { user = $"duplicate-{message % Conversations}", messageId = id, text = "谢谢" }, cancellation);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
                continue;
            }
            if (answer.StatusCode != HttpStatusCode.Accepted)
            {
                _faults.Enqueue($"{id}: {(int)answer.StatusCode}");
                return;
            }
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            var got = (body.GetProperty("conversation").GetString()!, body.GetProperty("number").GetInt64());
            if (_accepted.GetOrAdd(id, got) != got)
                _faults.Enqueue($"{id}: {_accepted[id]} and {got}");
            return;
        }
    }

    /// <summary>The shopper's messages of a conversation, read until its last number is answered.</summary>
    private async Task<IEnumerable<ConversationEvent>> Shown(HttpClient http, string conversation, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        var last = _accepted.Values.Where(a => a.Conversation == conversation).Max(a => a.Number);
        var events = new List<ConversationEvent>();
        while (!events.Any(e => e.InReplyTo?.Contains(last) == true))
        {
            var after = events.Count > 0 ? events[^1].Sequence : 0;
            var page = await http.GetFromJsonAsync<EventPage>(
                $"api/v1/conversations/{conversation}/events?after={after}&wait=20&limit=500", JsonSerializerOptions.Web, patience.Token);
            events.AddRange(page!.Events);
        }
        return events.Where(e => e.Kind == EventKinds.Message);
    }
}
