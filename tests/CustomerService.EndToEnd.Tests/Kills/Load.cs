using System.Net.Http.Json;
using System.Text.Json;
using CustomerService.Contracts.Desk;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>Shoppers who talk and listen whatever happens to the host.</summary>
internal sealed class Load : IDisposable
{
    private const int Conversations = 20;

    private readonly ShopHost _host;
    private readonly HttpClient _sending;
    private readonly HttpClient _listening;
    private readonly CancellationTokenSource _stopSending = new();
    private readonly CancellationTokenSource _stopListening = new();
    private readonly (Ledger Ledger, Sender Sender, Listener Listener)[] _shoppers;
    private readonly Task _sent;
    private readonly Task _heard;

    public Load(ShopHost host, int seed, CancellationToken giveUp)
    {
        _host = host;
        (_sending, _listening) = (host.Client(), host.Client());
        _shoppers = [.. Enumerable.Range(0, Conversations).Select(i => Shopper(i, seed))];
        _sent = Task.WhenAll(_shoppers.Select(s => s.Sender.Run(_stopSending.Token, giveUp)));
        _heard = Task.WhenAll(_shoppers.Select(s => s.Listener.Run(_stopListening.Token)));
    }

    public int Count => _shoppers.Length;

    public int Resent => _shoppers.Sum(s => s.Sender.Retries);

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
        foreach (var (ledger, sender, _) in _shoppers)
        {
            var id = await sender.Conversation.WaitAsync(cancellation);
            var told = await Whole(id, cancellation);
            found += Audit.Of(ledger, told);
            conversations.Add((id, told));
        }
        using var ask = _host.AsOperator("api/v1/desk/queue");
        using var answer = await _sending.SendAsync(ask, cancellation);
        var queue = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<QueueBody>(JsonSerializerOptions.Web, cancellation))!.Queue;
        return found with { HandedOver = queue.Count, Faults = [.. found.Faults, .. DeskAudit.Faults(queue, conversations)] };
    }

    public void Dispose()
    {
        _stopSending.Dispose();
        _stopListening.Dispose();
        _sending.Dispose();
        _listening.Dispose();
    }

    private static bool IsAnswered(Ledger ledger)
    {
        var answered = ledger.Seen.SelectMany(s => s.Event.InReplyTo ?? []).ToHashSet();
        return ledger.Sent.All(m => m.Number is not { } number || answered.Contains(number));
    }

    private (Ledger, Sender, Listener) Shopper(int index, int seed)
    {
        var ledger = new Ledger($"kill-{seed}-{index}");
        var sender = new Sender(_sending, ledger, new Random(seed + (2 * index)), asksForHuman: index % 4 == 0);
        var listener = new Listener(
            _host.Address, _listening, ledger, sender.Conversation, new Random(seed + (2 * index) + 1), overSocket: index % 2 == 1);
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
