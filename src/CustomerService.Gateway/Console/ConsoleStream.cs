using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Json;

namespace CustomerService.Gateway.Console;

/// <summary>What was said in a conversation.</summary>
public sealed record ConsoleTalk
{
    /// <summary>The conversation's id.</summary>
    public required string Conversation { get; init; }

    /// <summary>In order; empty where only typing is told.</summary>
    public required IReadOnlyList<ConversationEvent> Events { get; init; }

    /// <summary>Whether the other side types; null where nothing is told of it.</summary>
    public bool? Typing { get; init; }

    /// <summary>Whether the shopper was typing just now.</summary>
    public bool ShopperTyping { get; init; }
}

/// <summary>One agent's stream: the desk and the talks in one, because a browser opens few connections to a host.</summary>
internal sealed class ConsoleStream(
    ConsoleCaller caller, TenantDesk desk, ConversationFeed feed, DeskCalls calls, string? after,
    IReadOnlyDictionary<string, long> seen, string? watch, TimeProvider time, CancellationToken stopping) : IResult
{
    // A page that hears nothing for two of these knows that its connection is lost.
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    // History that comes by itself with a conversation; the page asks for more.
    private const int Recent = 100;

    // Frames that a slow page may be behind; then the talks wait, which holds up nobody else.
    private const int Ahead = 64;

    private readonly Dictionary<string, (CancellationTokenSource End, Task Run)> _talks = new(StringComparer.Ordinal);
    private readonly Channel<string> _frames = Channel.CreateBounded<string>(Ahead);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        var run = Run(end);
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(end.Token))
            {
                await response.Body.WriteAsync(Encoding.UTF8.GetBytes(frame), end.Token);
                await response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page left, or the host stops: it resumes by its mark and sequences.
        }
        finally
        {
            await end.CancelAsync();
            await run;
            await Task.WhenAll(_talks.Values.Select(t => t.Run));
            foreach (var talk in _talks.Values)
                talk.End.Dispose();
        }
    }

    private async Task Run(CancellationTokenSource end)
    {
        try
        {
            await Write("retry: 1000\n\n", end.Token);
            await Watch(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The stream ends.
        }
        catch (Exception)
        {
            // The page opens the stream anew.
            await end.CancelAsync();
        }
    }

    private async Task Watch(CancellationTokenSource end)
    {
        var version = desk.Version(after);
        var beaten = time.GetUtcNow();
        while (true)
        {
            var changed = desk.Changed(version);
            using (var pause = CancellationTokenSource.CreateLinkedTokenSource(end.Token))
            {
                await Task.WhenAny(changed, Task.Delay(Ping, time, pause.Token));
                await pause.CancelAsync();
            }
            end.Token.ThrowIfCancellationRequested();
            if (changed.IsCompleted)
            {
                var delta = desk.Since(version);
                var shown = ConsoleDesk.Of(desk, delta, caller);
                version = delta.Version;
                await Write($"event: desk\nid: {shown.Mark}\ndata: {Json(shown)}\n\n", end.Token);
                await Follow(end);
            }
            else
                await Write("event: ping\ndata: {}\n\n", end.Token);
            if (time.GetUtcNow() - beaten < Beat || desk.Agent(caller.Id) is not { State: not AgentSeat.Offline } seat)
                continue;
            beaten = time.GetUtcNow();
            await calls.Beat(caller, seat.State, end.Token);
        }
    }

    // Starts the talks that became the caller's and ends those that are no more.
    private async Task Follow(CancellationTokenSource end)
    {
        var wanted = desk.Since(0).Tickets
            .Where(t => t.Agent == caller.Id || (t.Conversation == watch && caller.Sees(t)))
            .Select(t => t.Conversation).ToHashSet(StringComparer.Ordinal);
        foreach (var conversation in _talks.Keys.Where(c => !wanted.Contains(c)).ToArray())
        {
            _talks.Remove(conversation, out var talk);
            await talk.End.CancelAsync();
            await talk.Run;
            talk.End.Dispose();
        }
        foreach (var conversation in wanted.Where(c => !_talks.ContainsKey(c)))
        {
            var over = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
            _talks[conversation] = (over, Talk(conversation, end, over.Token));
        }
    }

    private async Task Talk(string conversation, CancellationTokenSource end, CancellationToken over)
    {
        try
        {
            var from = seen.TryGetValue(conversation, out var has)
                ? has
                : Math.Max(0, ((await calls.Briefing(conversation, over))?.Sequence ?? 0) - Recent);
            await foreach (var item in feed.Read(conversation, from, over))
            {
                if (item.Events.Count == 0 && item.Typing is null && !item.ShopperTypes)
                    continue;
                var talk = new ConsoleTalk { Conversation = conversation, Events = item.Events, Typing = item.Typing, ShopperTyping = item.ShopperTypes };
                await Write($"event: talk\ndata: {Json(talk)}\n\n", over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It is the caller's no more, or the stream ends.
        }
        catch (Exception)
        {
            // The page opens the stream anew, and resumes by its sequences.
            await end.CancelAsync();
        }
    }

    private ValueTask Write(string frame, CancellationToken cancellationToken) => _frames.Writer.WriteAsync(frame, cancellationToken);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, GatewayJson.Type<T>());
}
