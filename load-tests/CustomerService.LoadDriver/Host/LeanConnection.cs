using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CustomerService.LoadDriver.Traffic;

namespace CustomerService.LoadDriver.Host;

/// <summary>
/// One kept HTTP/1.1 connection that posts one message after the other, for closed loops on the host's own machine:
/// what a full client costs would be taken from the host.
/// </summary>
internal sealed class LeanConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly Uri _url;

    private LeanConnection(Uri url) => _url = url;

    public static async Task<LeanConnection> Open(Uri url)
    {
        var connection = new LeanConnection(url);
        await connection._socket.ConnectAsync(url.Host, url.Port);
        return connection;
    }

    /// <summary>Whether the message was accepted.</summary>
    public async Task<bool> Post(Outgoing message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new MessageBody(null, message.Name, message.Id, message.Text), Wire.Default.MessageBody);
        var head = Encoding.ASCII.GetBytes(
            $"POST {_url.AbsolutePath}api/v1/messages HTTP/1.1\r\nHost: {_url.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        byte[] request = [.. head, .. body];
        await _socket.SendAsync(request);
        var length = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The host closed the connection.");
            length += read;
        }
        while (!IsWhole(_buffer.AsSpan(0, length)));
        return _buffer.AsSpan().StartsWith("HTTP/1.1 202"u8);
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var name = answer[..end].IndexOf("Content-Length: "u8);
        if (name < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var value = answer[(name + 16)..end];
        var stop = value.IndexOf((byte)'\r');
        return answer.Length >= end + 4 + int.Parse(stop < 0 ? value : value[..stop], CultureInfo.InvariantCulture);
    }
}
