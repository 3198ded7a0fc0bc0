using System.Net;
using System.Net.Sockets;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>Brings connections to an address of this machine to a port that listens on its loopback alone.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public Relay(string address, int to)
    {
        _listener = new(IPAddress.Parse(address), 0);
        _listener.Start();
        _running = Accept(to);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept(int to)
    {
        var pairs = new List<Task>();
        try
        {
            while (true)
                pairs.Add(Join(await _listener.AcceptTcpClientAsync(_stop.Token), to));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(pairs);
        }
    }

    private async Task Join(TcpClient from, int port)
    {
        using (from)
        using (var to = new TcpClient())
        {
            try
            {
                await to.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
                var (a, b) = (from.GetStream(), to.GetStream());
                await Task.WhenAny(a.CopyToAsync(b, _stop.Token), b.CopyToAsync(a, _stop.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One end has gone, and the other goes with it.
            }
        }
    }
}
