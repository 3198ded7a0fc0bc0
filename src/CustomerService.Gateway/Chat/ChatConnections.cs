using System.Net.WebSockets;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.Telemetry;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Gateway.Chat;

/// <summary>The open chat sockets of this process: counts them, runs them, and lets them go when the host stops.</summary>
internal sealed class ChatConnections(
    MessageIntake intake,
    ConversationFeed feed,
    GatewayMetrics metrics,
    TimeProvider time,
    IHostApplicationLifetime host,
    IOptions<GatewayOptions> options,
    ILogger<ChatConnections> log)
{
    /// <summary>How long a client may take to answer a close.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly GatewayOptions _options = options.Value;
    private int _open;

    /// <summary>Takes a place; false when there is none left.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= _options.Sockets.MaxConnections)
        {
            metrics.Sockets(1);
            return true;
        }
        Interlocked.Decrement(ref _open);
        return false;
    }

    public void Exit()
    {
        Interlocked.Decrement(ref _open);
        metrics.Sockets(-1);
    }

    /// <summary>Runs a socket to its end.</summary>
    public async Task Run(WebSocket webSocket, ChatGuest guest, CancellationToken aborted)
    {
        using var socket = new ChatSocket(webSocket, _options.MaxBodyBytes, _options.Sockets.SendTimeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var session = new ChatSession(socket, guest, intake, feed, _options, time);
        var taking = session.Take(end.Token);
        var pushing = session.Push(end.Token);
        await Task.WhenAny(taking, pushing, Stopping(end.Token));
        var (status, reason) = taking.IsCompletedSuccessfully
            ? await taking
            : (WebSocketCloseStatus.EndpointUnavailable, "resume later");
        Log.SocketClosed(log, reason);
        await Quietly(socket.Close(status, reason, end.Token).AsTask());
        if (status != WebSocketCloseStatus.NormalClosure)
            await Task.WhenAny(Quietly(Drain(socket, taking, end.Token)), Task.Delay(Farewell, time, end.Token));
        await end.CancelAsync();
        await Quietly(taking);
        await Quietly(pushing);
    }

    private async Task Stopping(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        await Quietly(Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token));
    }

    /// <summary>Reads past what the client still sends, to its own close.</summary>
    private static async Task Drain(ChatSocket socket, Task taking, CancellationToken cancellationToken)
    {
        await Quietly(taking);
        var kind = Received.Text;
        while (kind != Received.Closed && !cancellationToken.IsCancellationRequested)
            (kind, _) = await socket.Receive(cancellationToken);
    }

    /// <summary>A socket may break at any time; how it broke helps nobody.</summary>
    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException
            or TimeoutException or ObjectDisposedException or IOException or InvalidOperationException)
        {
        }
    }
}
