using CustomerService.Hosting.Lifetime;

namespace CustomerService.Hosting;

/// <summary>Runs a host; a mistake in its settings is told in a sentence.</summary>
public static class HostStart
{
    /// <summary>Builds and runs until it is stopped; the exit code.</summary>
    public static async Task<int> Run(Func<WebApplication> build, CancellationToken cancellationToken)
    {
        try
        {
            if (await RunOnce(build, cancellationToken) is { } urls)
                await Drained.Stay(urls, cancellationToken);
            return 0;
        }
        catch (Exception e) when (StartMistakes.Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>Runs until it is stopped; the addresses that it listened on where an operator drained it, else null.</summary>
    private static async Task<IReadOnlyCollection<string>?> RunOnce(Func<WebApplication> build, CancellationToken cancellationToken)
    {
        await using var app = build();
        await app.StartAsync(cancellationToken);
        string[] urls = [.. app.Urls];
        await app.WaitForShutdownAsync(cancellationToken);
        return app.Services.GetService<Drain>() is { IsAsked: true } ? urls : null;
    }

    /// <summary>The first argument that is no setting; null when all are.</summary>
    public static string? Stray(IEnumerable<string> settings) => settings.FirstOrDefault(
        t => !t.StartsWith("--", StringComparison.Ordinal) || !t.Contains('=', StringComparison.Ordinal));

    /// <summary>What is said of a stray argument.</summary>
    public static string Misunderstood(string stray) =>
        $"'{stray}' is not understood: write settings as --Section:Key=value, or see --help.";
}
