namespace CustomerService.Hosting;

/// <summary>Runs a host; a mistake in its settings is told in a sentence.</summary>
public static class HostStart
{
    /// <summary>Builds and runs until it is stopped; the exit code.</summary>
    public static async Task<int> Run(Func<WebApplication> build, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = build();
            await app.StartAsync(cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception e) when (StartMistakes.Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>The first argument that is no setting; null when all are.</summary>
    public static string? Stray(IEnumerable<string> settings) => settings.FirstOrDefault(
        t => !t.StartsWith("--", StringComparison.Ordinal) || !t.Contains('=', StringComparison.Ordinal));

    /// <summary>What is said of a stray argument.</summary>
    public static string Misunderstood(string stray) =>
        $"'{stray}' is not understood: write settings as --Section:Key=value, or see --help.";
}
