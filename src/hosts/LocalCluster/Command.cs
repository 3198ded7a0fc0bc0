using System.Diagnostics;

namespace CustomerService.LocalCluster;

/// <summary>How a process is started: again and again in the same way.</summary>
/// <param name="Role">silo, gateway or postgres.</param>
/// <param name="Name">Unique in the cluster.</param>
/// <param name="Url">Where it answers.</param>
/// <param name="Line">Program and arguments.</param>
/// <param name="Environment">Added to this process's own: what no list of processes should show.</param>
/// <param name="StopSignal">Ends it in order.</param>
internal sealed record Command(
    string Role, string Name, string Url, IReadOnlyList<string> Line, IReadOnlyDictionary<string, string> Environment, int StopSignal)
{
    public Process Start(Action<string> print)
    {
        var start = new ProcessStartInfo(Line[0])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var argument in Line.Skip(1))
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in Environment)
            start.Environment[key] = value;
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Print(e.Data);
        process.ErrorDataReceived += (_, e) => Print(e.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Print(string? line)
        {
            if (line is not null)
                print(line);
        }
    }

    /// <summary>Runs it to its end, which comes at once where it is not wanted any more; its exit code.</summary>
    public async Task<int> RunOnce(Action<string> print, CancellationToken cancellationToken)
    {
        using var process = Start(print);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}
