using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A shopper at the WebSocket.</summary>
internal sealed class WebChat : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[256 * 1024];

    private WebChat()
    {
    }

    public static async Task<WebChat> Open(Uri host, string user, long after, CancellationToken cancellation, string tenant = "default")
    {
        var chat = new WebChat();
        try
        {
            chat._socket.Options.Proxy = null;
            await chat._socket.ConnectAsync(new Uri($"ws://{host.Authority}/ws/chat?tenant={tenant}&user={user}&after={after}"), cancellation);
            return chat;
        }
        catch
        {
            chat.Dispose();
            throw;
        }
    }

    public Task Send(string messageId, string text, CancellationToken cancellation) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = "message", messageId, text })),
        WebSocketMessageType.Text, endOfMessage: true, cancellation);

    /// <summary>The next frame; null when the host has closed.</summary>
    public async Task<JsonElement?> Receive(CancellationToken cancellation)
    {
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return JsonSerializer.Deserialize<JsonElement>(_buffer.AsSpan(0, length));
        }
    }

    /// <summary>Receives until a frame of the type comes; all frames on the way, this one included.</summary>
    public async Task<IReadOnlyList<JsonElement>> Until(Func<JsonElement, bool> isIt, CancellationToken cancellation)
    {
        var frames = new List<JsonElement>();
        while (await Receive(cancellation) is { } frame)
        {
            frames.Add(frame);
            if (isIt(frame))
                return frames;
        }
        throw new InvalidOperationException($"The host closed the chat after: {string.Join('\n', frames)}");
    }

    public void Dispose() => _socket.Dispose();
}
