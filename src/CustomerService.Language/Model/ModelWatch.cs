using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language.Model;

/// <summary>Exchanges the model when its manifest changes, where the settings ask for it.</summary>
internal sealed class ModelWatch(
    ModelLoader loader, ModelExchange exchange, IOptions<LanguageOptions> options, TimeProvider time,
    ILogger<ModelWatch> logger) : IHostedService, IAsyncDisposable
{
    // The manifest is to be copied last; what is still being written then fails its hash, and the next change tries again.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private FileSystemWatcher? watcher;
    private ITimer? settle;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Watch)
            return Task.CompletedTask;
        settle = time.CreateTimer(_ => _ = Exchange(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        watcher = new FileSystemWatcher(loader.Locate().Folder, ModelManifest.FileName) { EnableRaisingEvents = true };
        watcher.Changed += Changed;
        watcher.Created += Changed;
        watcher.Renamed += Changed;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        watcher?.Dispose();
        if (settle is not null)
            await settle.DisposeAsync();
        stopping.Dispose();
    }

    private void Changed(object sender, FileSystemEventArgs change) => settle?.Change(Settle, Timeout.InfiniteTimeSpan);

    private async Task Exchange()
    {
        try
        {
            await exchange.Run(stopping.Token);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            logger.ModelNotExchanged(e);
        }
    }
}
