using System.Diagnostics;

namespace CustomerService.LocalCluster;

/// <summary>One process that is started again whenever it ends, as Kubernetes would, until it is told to stop.</summary>
internal sealed class Supervised(Command command, string logFolder, TimeProvider time, Action changed) : IAsyncDisposable
{
    // Who lives this long is well; who does not is started again later and later, so that it does not burn a processor.
    private static readonly TimeSpan Well = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(45);

    private const int KeptLines = 40;

    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<string> _last = new();
    private readonly Lock _gate = new();
    private Process? _process;
    private Task _running = Task.CompletedTask;

    public Command Command => command;

    public int? Pid { get; private set; }

    /// <summary>How often it has ended.</summary>
    public int Ends { get; private set; }

    /// <summary>The last lines that it printed.</summary>
    public string LastLines
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _last);
        }
    }

    public void Start() => _running = Run();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (Pid is { } pid)
            _ = Signals.Send(pid, command.StopSignal);
        if (await Task.WhenAny(_running, Task.Delay(StopPatience, time)) != _running)
            _process?.Kill(entireProcessTree: true);
        await _running;
        _stop.Dispose();
    }

    private async Task Run()
    {
        var wait = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            await Once();
            wait = time.GetElapsedTime(started) >= Well || wait == TimeSpan.Zero
                ? TimeSpan.FromMilliseconds(250) : Min(2 * wait, LongestWait);
            await Task.Delay(wait, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Once()
    {
        await using var log = new StreamWriter(Path.Combine(logFolder, command.Name + ".log"), append: true) { AutoFlush = true };
        using (_process = command.Start(line => Print(log, line)))
        {
            Pid = _process.Id;
            changed();
            // Told to stop between two starts: nobody has sent it the signal.
            if (_stop.IsCancellationRequested)
                _ = Signals.Send(_process.Id, command.StopSignal);
            await _process.WaitForExitAsync(CancellationToken.None);
            Pid = null;
            Ends++;
            changed();
        }
    }

    private void Print(StreamWriter log, string line)
    {
        lock (_gate)
        {
            log.WriteLine(line);
            _last.Enqueue(line);
            if (_last.Count > KeptLines)
                _last.Dequeue();
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
