using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>
/// Reads along by long poll or WebSocket and enters every event into the ledger. After a break it resumes where it was;
/// every third time it reads everything anew, so that the past is checked again and again.
/// </summary>
internal sealed class Listener(IChatTarget target, HttpClient http, Ledger ledger, Task<string> conversation, Random random, bool overSocket)
{
    private long _after;

    public async Task Run(CancellationToken stop)
    {
        try
        {
            var id = await conversation.WaitAsync(stop);
            for (var round = 0; !stop.IsCancellationRequested; round++)
            {
                if (round % 3 == 2)
                    _after = 0;
                try
                {
                    await (overSocket ? Watch(stop) : Poll(id, stop));
                }
                catch (Exception e) when (e is HttpRequestException or WebSocketException or IOException or JsonException
                    || (e is OperationCanceledException && !stop.IsCancellationRequested))
                {
                    // The host died; it comes back.
                }
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 200)), TimeProvider.System, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task Poll(string id, CancellationToken stop)
    {
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"api/v1/conversations/{id}/events?after={_after}&wait=20", stop);
            foreach (var each in page.GetProperty("events").EnumerateArray())
                Take(each);
        }
    }

    private async Task Watch(CancellationToken stop)
    {
        using var chat = await WebChat.Open(target.Address, ledger.User, _after, stop, ledger.Tenant);
        while (await chat.Receive(stop) is { } frame)
        {
            if (frame.GetProperty("type").GetString() == "event")
                Take(frame.GetProperty("event"));
        }
    }

    private void Take(JsonElement json)
    {
        var seen = SeenEvent.Of(json);
        if (seen.Event.Sequence != _after + 1)
            ledger.Wrong($"event {seen.Event.Sequence} came after {_after}");
        _after = seen.Event.Sequence;
        ledger.Saw(seen);
    }
}
