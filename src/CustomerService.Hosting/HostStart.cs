using CustomerService.Hosting.Lifetime;

namespace CustomerService.Hosting;

/// <summary>Runs a host; a mistake in its settings is told in a sentence.</summary>
public static class HostStart
{
    /// <summary>Builds and runs until it is stopped, be it before it has started; the exit code.</summary>
    /// <param name="build">Makes the host.</param>
    /// <param name="cancellationToken">Stops it, as a signal does.</param>
    /// <param name="started">Told once it runs.</param>
    public static async Task<int> Run(
        Func<WebApplication> build, CancellationToken cancellationToken, Action<WebApplication>? started = null)
    {
        using var stop = new StopSignals(cancellationToken);
        try
        {
            // Whoever stops a process that drains means the process.
            if (await RunOnce(build, started, stop.Token) is { } urls && !stop.Token.IsCancellationRequested)
                await RunOnce(() => Drained.Build(urls), started: null, stop.Token);
            return 0;
        }
        catch (Exception e) when (StartMistakes.Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>Runs until it is stopped; the addresses that it listened on where an operator drained it, else null.</summary>
    private static async Task<IReadOnlyCollection<string>?> RunOnce(
        Func<WebApplication> build, Action<WebApplication>? started, CancellationToken stop)
    {
        await using var app = build();
        if (!await Start(app, stop))
            return null;
        started?.Invoke(app);
        string[] urls = [.. app.Urls];
        await app.WaitForShutdownAsync(stop);
        return app.Services.GetService<Drain>() is { IsAsked: true } ? urls : null;
    }

    /// <summary>False where it was stopped before it had started; what had started by then has ended.</summary>
    private static async Task<bool> Start(WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
            return true;
        }
        catch (Exception e) when ((stop.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
            && StartMistakes.Explain(e) is null)
        {
            // Whatever it is, it comes of being stopped halfway.
            await StopStarted(app);
            Log.StoppedBeforeStarted(app.Logger);
            return false;
        }
    }

    private static async Task StopStarted(WebApplication app)
    {
        try
        {
            await app.StopAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            // All were told. A silo that never ran complains of it.
            Log.NotStopped(app.Logger, e);
        }
    }

    /// <summary>The first argument that is no setting; null when all are.</summary>
    public static string? Stray(IEnumerable<string> settings) => settings.FirstOrDefault(
        t => !t.StartsWith("--", StringComparison.Ordinal) || !t.Contains('=', StringComparison.Ordinal));

    /// <summary>What is said of a stray argument.</summary>
    public static string Misunderstood(string stray) =>
        $"'{stray}' is not understood: write settings as --Section:Key=value, or see --help.";
}
