using System.Net.WebSockets;
using System.Text.Json;
using CustomerService.Gateway.Json;

namespace CustomerService.Gateway.Chat;

/// <summary>How a message of a client ended.</summary>
internal enum Received
{
    /// <summary>A whole text message.</summary>
    Text,

    /// <summary>A whole message of bytes.</summary>
    Binary,

    /// <summary>More than is allowed; nothing more can be read.</summary>
    TooLarge,

    /// <summary>The client left.</summary>
    Closed,
}

/// <summary>
/// Whole messages over a WebSocket. One message is sent at a time and has a deadline: a client that does not read
/// holds one message here, not a growing queue, and is cut off; it resumes by sequence.
/// </summary>
internal sealed class ChatSocket(WebSocket socket, int maxBytes, TimeSpan sendTimeout, TimeProvider time) : IDisposable
{
    private const int FirstBuffer = 2 * 1024;

    private readonly SemaphoreSlim _sending = new(1, 1);
    private byte[] _buffer = new byte[FirstBuffer];

    /// <summary>The next message; its bytes stand until the next call.</summary>
    public async ValueTask<(Received Kind, ReadOnlyMemory<byte> Bytes)> Receive(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, maxBytes + 1));
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
                return (Received.Closed, default);
            if (length > maxBytes)
                return (Received.TooLarge, default);
            if (part.EndOfMessage)
            {
                var kind = part.MessageType == WebSocketMessageType.Text ? Received.Text : Received.Binary;
                return (kind, _buffer.AsMemory(0, length));
            }
        }
    }

    /// <summary>Sends one frame.</summary>
    /// <exception cref="TimeoutException">The client did not take it in time; the socket is aborted.</exception>
    public async ValueTask Send(ServerFrame frame, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(frame, GatewayJson.Type<ServerFrame>());
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Text, true, cancellationToken)
                .WaitAsync(sendTimeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            socket.Abort();
            throw;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says why it ends; nothing can be sent after it.</summary>
    public async ValueTask Close(WebSocketCloseStatus status, string reason, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(status, reason, cancellationToken).WaitAsync(sendTimeout, time, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Dispose() => _sending.Dispose();
}
