using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CustomerService.Language.Model;

/// <summary>Exchanges the model when its manifest or the settings that name it change, where the settings ask for it.</summary>
internal sealed class ModelWatch(
    ModelLoader loader, ModelExchange exchange, IOptions<LanguageOptions> options,
    IEnumerable<IOptionsChangeTokenSource<LanguageOptions>> settings, TimeProvider time, ILogger<ModelWatch> logger)
    : IHostedService, IAsyncDisposable
{
    // The manifest is to be copied last; what is still being written then fails its hash, and the next change tries again.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    // What the indexes are made of is mostly back by then.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly List<IDisposable> subscriptions = [];
    private readonly Lock gate = new();
    private FileSystemWatcher[] folders = [];
    private ITimer? settle;
    private Wanted? inUse;
    private int manifestChanged;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Watch)
            return Task.CompletedTask;
        settle = time.CreateTimer(_ => _ = Exchange(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        inUse = Wanted.Of(options.Value);
        WatchFolders();
        foreach (var source in settings)
            subscriptions.Add(ChangeToken.OnChange(source.GetChangeToken, Later));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        foreach (var folder in folders)
            folder.Dispose();
        if (settle is not null)
            await settle.DisposeAsync();
        stopping.Dispose();
    }

    private void WatchFolders()
    {
        lock (gate)
        {
            foreach (var folder in folders)
                folder.Dispose();
            var located = loader.Locate();
            folders = [.. new[] { located.Main, located.Student }.OfType<LocatedModel>().Select(l => WatchFolder(l.Folder))];
        }
    }

    private FileSystemWatcher WatchFolder(string folder)
    {
        var watcher = new FileSystemWatcher(folder, ModelManifest.FileName) { EnableRaisingEvents = true };
        watcher.Changed += ManifestChanged;
        watcher.Created += ManifestChanged;
        watcher.Renamed += ManifestChanged;
        return watcher;
    }

    private void ManifestChanged(object sender, FileSystemEventArgs change)
    {
        Volatile.Write(ref manifestChanged, 1);
        Later();
    }

    private void Later() => settle?.Change(Settle, Timeout.InfiniteTimeSpan);

    private async Task Exchange()
    {
        try
        {
            var wanted = Wanted.Of(loader.Settings());
            // Every section of the configuration is reloaded with every other.
            if (Interlocked.Exchange(ref manifestChanged, 0) == 0 && wanted == inUse)
                return;
            await exchange.Run(stopping.Token);
            inUse = wanted;
            WatchFolders();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Wrong files and settings stay so until they change.
            if (e is not (ModelException or OptionsValidationException or OperationCanceledException))
            {
                Volatile.Write(ref manifestChanged, 1);
                settle?.Change(Again, Timeout.InfiniteTimeSpan);
            }
            logger.ModelNotExchanged(e);
        }
    }

    private sealed record Wanted(string Model, string Student, bool Cascade, float Threshold, string WhenFull)
    {
        public static Wanted Of(LanguageOptions options) => new(
            options.ModelFolder, options.Cascade.StudentFolder, options.Cascade.Enabled, options.Cascade.Threshold, options.WhenFull);
    }
}
