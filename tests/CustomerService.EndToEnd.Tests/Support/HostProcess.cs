using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A program of the product as a process of its own, and what it prints.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<HostProcess, bool> Running = new();

    private static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly List<(string Text, TaskCompletionSource Printed)> _awaited = [];

    static HostProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var host in Running.Keys)
            host.Kill();
    };

    private HostProcess(string[] line, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        if (Places.Model is { } model)
            start.Environment["Language__ModelFolder"] = model;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Print(e.Data);
        _process.ErrorDataReceived += (_, e) => PrintError(e.Data);
        _process.Start();
        Running[this] = true;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Everything printed so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
                return _output.ToString();
        }
    }

    /// <summary>What of it was printed to the stream of errors.</summary>
    public string Errors
    {
        get
        {
            lock (_gate)
                return _errors.ToString();
        }
    }

    public int Id => _process.Id;

    /// <summary>Starts the standalone program.</summary>
    public static HostProcess Start(params IEnumerable<string> arguments) => new([Dotnet, Places.HostProgram], arguments);

    /// <summary>Starts another one.</summary>
    public static HostProcess StartProgram(string program, params IEnumerable<string> arguments) => new([Dotnet, program], arguments);

    /// <summary>Starts one in a network of its own.</summary>
    public static HostProcess StartIn(CutOffNetwork network, string program, params IEnumerable<string> arguments) =>
        new([.. network.Enter, Dotnet, program], arguments);

    /// <summary>Waits until a line that holds the text is printed from now on.</summary>
    public Task Prints(string text)
    {
        var printed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _awaited.Add((text, printed));
        return printed.Task;
    }

    /// <summary>Waits until it ends by itself and everything it printed has come.</summary>
    public Task Exited(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>SIGKILL: no handler, no flush, no goodbye.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        Running.TryRemove(this, out _);
        _process.Dispose();
    }

    private void PrintError(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
            _errors.AppendLine(line);
        Print(line);
    }

    private void Print(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _output.AppendLine(line);
            foreach (var (_, printed) in _awaited.Where(a => line.Contains(a.Text, StringComparison.Ordinal)))
                printed.TrySetResult();
        }
    }
}
