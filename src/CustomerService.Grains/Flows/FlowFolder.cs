using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Dialogue.Flows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Flows;

/// <summary>Where the flows lie; the section <c>Flows</c> of the configuration.</summary>
public sealed class FlowOptions
{
    /// <summary>The folder of the <c>*.yaml</c> files; relative to the binaries.</summary>
    /// <value>The default value is <c>flows</c>.</value>
    public string Folder { get; set; } = "flows";
}

/// <summary>
/// The flow files of a folder: refused as a whole at start when one is wrong; later a change is taken when all of
/// them are right, and refused with a log line when not.
/// </summary>
internal sealed class FlowFolder : IFlowSource, IHostedService, IDisposable
{
    // Editors write a file in several steps; a reload waits until they are done.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    private readonly FlowLoader _loader;
    private readonly string _folder;
    private readonly ILogger<FlowFolder> _logger;
    private readonly FileSystemWatcher _watcher;
    private readonly ITimer _reload;
    private volatile FlowBook _current;

    public FlowFolder(IEnumerable<IFactProvider> providers, IOptions<FlowOptions> options, TimeProvider time, ILogger<FlowFolder> logger)
    {
        _loader = new FlowLoader(providers.Select(p => p.Kind));
        _folder = Path.GetFullPath(options.Value.Folder, AppContext.BaseDirectory);
        _logger = logger;
        if (!Directory.Exists(_folder))
            throw new FlowException([new(_folder, 0, $"Flows:Folder names '{_folder}', which does not exist; set it to the folder of the flow files (*.yaml).")]);
        _current = Load();
        _reload = time.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watcher = new FileSystemWatcher(_folder, "*.yaml") { EnableRaisingEvents = true };
        _watcher.Changed += Changed;
        _watcher.Created += Changed;
        _watcher.Deleted += Changed;
        _watcher.Renamed += Changed;
    }

    public FlowBook Current => _current;

    // Only to be there at start: a wrong file stops the host, not the first conversation.
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _watcher.Dispose();
        _reload.Dispose();
    }

    private void Changed(object sender, FileSystemEventArgs e) => _reload.Change(Settle, Timeout.InfiniteTimeSpan);

    private FlowBook Load()
    {
        var book = _loader.Load(Directory.EnumerateFiles(_folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileName(f), File.ReadAllText(f))));
        Log.FlowsLoaded(_logger, book.Flows.Count, _folder);
        return book;
    }

    private void Reload()
    {
        try
        {
            _current = Load();
        }
        catch (Exception e) when (e is FlowException or IOException or UnauthorizedAccessException)
        {
            Log.FlowsRefused(_logger, e.Message);
        }
    }
}
