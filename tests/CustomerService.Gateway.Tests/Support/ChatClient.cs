using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>A chat as a page holds it.</summary>
internal sealed class ChatClient(WebSocket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ChatClient> Open(GatewayHost host, string query, string? origin = null)
    {
        var sockets = host.Sockets;
        if (origin is not null)
            sockets.ConfigureRequest = request => request.Headers.Origin = origin;
        return new(await sockets.ConnectAsync(new($"ws://localhost/ws/chat?{query}"), Token));
    }

    public Task Send(string frame) => Send(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text);

    public Task Send(byte[] bytes, WebSocketMessageType type) => socket.SendAsync(bytes, type, true, Token);

    public async Task Part(ReadOnlyMemory<byte> bytes, bool last) =>
        await socket.SendAsync(bytes, WebSocketMessageType.Text, last, Token);

    /// <summary>The next frame, which is of this type.</summary>
    public async Task<JsonObject> Next(string type)
    {
        var frame = await Receive();
        frame["type"]!.GetValue<string>().ShouldBe(type, frame.ToJsonString());
        return frame;
    }

    /// <summary>The next frames, which are of these types in any order.</summary>
    public async Task<IReadOnlyList<JsonObject>> Next(params string[] types)
    {
        var frames = new List<JsonObject>();
        foreach (var _ in types)
            frames.Add(await Receive());
        frames.Select(f => f["type"]!.GetValue<string>()).Order().ShouldBe(types.Order());
        return frames;
    }

    /// <summary>The next frame that answers a message; events and typing are passed over.</summary>
    public async Task<JsonObject> Answer()
    {
        while (true)
        {
            var frame = await Receive();
            if (frame["type"]!.GetValue<string>() is "accepted" or "error" or "pong")
                return frame;
        }
    }

    /// <summary>Reads on to the server's close.</summary>
    public async Task<WebSocketCloseStatus?> Closed()
    {
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer, Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return part.CloseStatus;
        }
    }

    public Task Close() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);

    public void Dispose() => socket.Dispose();

    private async Task<JsonObject> Receive()
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), Token);
            part.MessageType.ShouldBe(WebSocketMessageType.Text, $"{socket.CloseStatus} {socket.CloseStatusDescription}");
            length += part.Count;
            if (part.EndOfMessage)
                return JsonNode.Parse(_buffer.AsSpan(0, length))!.AsObject();
        }
    }
}
