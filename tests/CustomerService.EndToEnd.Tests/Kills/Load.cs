using System.Net.Http.Json;
using System.Text.Json;
using CustomerService.Contracts.Desk;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>Shoppers who talk and listen whatever happens to the host.</summary>
internal sealed class Load : IDisposable
{
    private readonly IChatTarget _host;
    private readonly LoadShape _shape;
    private readonly HttpClient _sending;
    private readonly HttpClient _listening;
    private readonly CancellationTokenSource _stopSending = new();
    private readonly CancellationTokenSource _stopListening = new();
    private readonly (Ledger Ledger, Sender Sender, Listener Listener)[] _shoppers;
    private readonly Task _sent;
    private readonly Task _heard;

    public Load(IChatTarget host, LoadShape shape, int seed, CancellationToken giveUp)
    {
        (_host, _shape) = (host, shape);
        (_sending, _listening) = (host.Client(), host.Client());
        _shoppers = [.. Enumerable.Range(0, shape.Conversations + shape.Visitors).Select(i => Shopper(i, seed))];
        _sent = Task.WhenAll(_shoppers.Select((s, i) =>
            i < shape.Conversations ? s.Sender.Run(_stopSending.Token, giveUp) : s.Sender.Visit(_stopSending.Token, giveUp)));
        _heard = Task.WhenAll(_shoppers.Select(s => s.Listener.Run(_stopListening.Token)));
    }

    public int Count => Talked.Count();

    public int Resent => _shoppers.Sum(s => s.Sender.Retries);

    public IEnumerable<Ledger> Ledgers => _shoppers.Select(s => s.Ledger);

    /// <summary>The id of every conversation with what was seen of it.</summary>
    public async Task<IReadOnlyDictionary<string, Ledger>> Conversations(CancellationToken cancellation)
    {
        var all = new Dictionary<string, Ledger>(StringComparer.Ordinal);
        foreach (var (ledger, sender, _) in Talked)
            all[await sender.Conversation.WaitAsync(cancellation)] = ledger;
        return all;
    }

    /// <summary>Lets everybody finish the sentence; the host must be up.</summary>
    public async Task StopSending()
    {
        await _stopSending.CancelAsync();
        await _sent;
    }

    /// <summary>Waits until every accepted message is answered; false when that takes longer than it may.</summary>
    public async Task<bool> AllAnswered(TimeSpan limit, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            foreach (var (ledger, _, _) in _shoppers)
            {
                while (!IsAnswered(ledger))
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
            }
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await _stopListening.CancelAsync();
            await _heard;
        }
    }

    /// <summary>Reads everything anew and holds it against the ledgers.</summary>
    public async Task<Findings> Check(CancellationToken cancellation)
    {
        var found = Findings.None;
        var conversations = new List<(string, IReadOnlyList<SeenEvent>)>();
        foreach (var (ledger, sender, _) in Talked)
        {
            var id = await sender.Conversation.WaitAsync(cancellation);
            var told = await Whole(id, cancellation);
            found += Audit.Of(ledger, told);
            conversations.Add((id, told));
        }
        foreach (var tenant in _shape.Tenants)
        {
            using var ask = _host.AsOperator($"api/v1/desk/queue?tenant={tenant}");
            using var answer = await _sending.SendAsync(ask, cancellation);
            var queue = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<QueueBody>(JsonSerializerOptions.Web, cancellation))!.Queue;
            var own = conversations.Where(c => c.Item1.StartsWith(tenant + ".", StringComparison.Ordinal));
            found = found with { HandedOver = found.HandedOver + queue.Count, Faults = [.. found.Faults, .. DeskAudit.Faults(queue, own)] };
        }
        return found;
    }

    public void Dispose()
    {
        _stopSending.Dispose();
        _stopListening.Dispose();
        _sending.Dispose();
        _listening.Dispose();
    }

    // A visitor that was to come later than the end never came.
    private IEnumerable<(Ledger Ledger, Sender Sender, Listener Listener)> Talked => _shoppers.Where(s => s.Sender.Conversation.IsCompleted);

    private static bool IsAnswered(Ledger ledger)
    {
        var answered = ledger.Seen.SelectMany(s => s.Event.InReplyTo ?? []).ToHashSet();
        return ledger.Sent.All(m => m.Number is not { } number || answered.Contains(number));
    }

    private (Ledger, Sender, Listener) Shopper(int index, int seed)
    {
        var place = index / _shape.Tenants.Count;
        var ledger = new Ledger($"kill-{seed}-{index}", _shape.Tenants[index % _shape.Tenants.Count]);
        var sender = new Sender(_sending, ledger, new Random(seed + (2 * index)), asksForHuman: place % 4 == 0, _shape);
        var listener = new Listener(
            _host, _listening, ledger, sender.Conversation, new Random(seed + (2 * index) + 1), overSocket: place % 2 == 1);
        return (ledger, sender, listener);
    }

    private async Task<IReadOnlyList<SeenEvent>> Whole(string conversation, CancellationToken cancellation)
    {
        var told = new List<SeenEvent>();
        while (true)
        {
            var after = told.Count > 0 ? told[^1].Event.Sequence : 0;
            var page = await _sending.GetFromJsonAsync<JsonElement>(
                $"api/v1/conversations/{conversation}/events?after={after}&limit=500", cancellation);
            var events = page.GetProperty("events").EnumerateArray().Select(SeenEvent.Of).ToArray();
            if (events.Length == 0)
                return told;
            told.AddRange(events);
        }
    }

    private sealed record QueueBody(IReadOnlyList<QueueTicket> Queue);
}
