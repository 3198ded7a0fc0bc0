using System.Net;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A silo or gateway that a test adds to a cluster, past the one that looks after the others.</summary>
internal sealed class AddedProcess(HostProcess process, Uri url) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(10) };

    public Uri Url => url;

    /// <summary>Waits until it is ready.</summary>
    public async Task Ready(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (!await IsReady(patience.Token))
        {
            process.HasExited.ShouldBeFalse(process.Output);
            await Task.Delay(BetweenLooks, TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task Ended(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        await process.Exited(patience.Token);
    }

    /// <summary>Stops it in order, as an upgrade does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await ClusterProcess.Send(process.Id, "TERM");
            await Ended(CancellationToken.None);
        }
        await process.DisposeAsync();
        _http.Dispose();
    }

    private async Task<bool> IsReady(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync("health/ready", cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
