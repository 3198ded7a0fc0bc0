using CustomerService.Contracts.Understanding;
using CustomerService.Language;
using CustomerService.Language.Evaluation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>
/// Texts a second of several models on the same texts, in rounds by turns in one process: the product's reader without
/// its cache, kept full by many callers of one text each.
/// </summary>
internal static class SpeedComparison
{
    private const int Callers = 256;
    private const int Rounds = 3;

    /// <param name="seconds">Of a round.</param>
    /// <param name="texts">A data set; its texts in one seeded order.</param>
    /// <param name="models">
    /// Folders; two joined by + are a cascade, the large model first; settings of the section <c>Language</c> follow after
    /// commas, as in <c>models/understanding,Precision=fp32</c>.
    /// </param>
    public static async Task Run(int seconds, string texts, string[] models)
    {
        var set = DatasetFile.Load(texts).Rows.Select(r => r.Text).ToArray();
        new Random(1).Shuffle(set);
        var found = models.Select(m => (Model: m, Services: Services(m), Rates: new List<double>(), Large: new List<double>())).ToArray();
        foreach (var (_, services, _, _) in found)
            await Round(services.GetRequiredService<LanguageReader>(), set, TimeSpan.FromSeconds(2));
        for (var i = 0; i < Rounds; i++)
        {
            foreach (var (_, services, rates, large) in found)
            {
                var (rate, share) = await Round(services.GetRequiredService<LanguageReader>(), set, TimeSpan.FromSeconds(seconds));
                rates.Add(rate);
                large.Add(share);
            }
        }
        Console.WriteLine($"{set.Length} texts, {Callers} callers, {Rounds} rounds of {seconds} s, the median\n");
        Console.WriteLine("| model | texts/s | read by the large model | to the first |\n|---|---|---|---|");
        var first = Median(found[0].Rates);
        foreach (var (model, services, rates, large) in found)
        {
            Console.WriteLine($"| {model} | {Median(rates):F0} | {(model.Contains('+', StringComparison.Ordinal) ? $"{large.Average():P1}" : "–")} | {Median(rates) / first:F2} |");
            await services.DisposeAsync();
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static ServiceProvider Services(string model)
    {
        var parts = model.Split(',');
        string[] folders = [.. parts[0].Split('+').Select(Path.GetFullPath)];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Language:ModelFolder", folders[0]), new("Language:CacheTexts", "0"),
            new("Language:Cascade:Enabled", $"{folders.Length > 1}"), new("Language:Cascade:StudentFolder", folders[^1]),
            .. parts.Skip(1).Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create<string, string?>($"Language:{p[0]}", p[1])),
        ]).Build();
        return new ServiceCollection().AddLogging().AddLanguage(configuration.GetSection("Language")).BuildServiceProvider();
    }

    private static async Task<(double Rate, double Large)> Round(LanguageReader reader, string[] texts, TimeSpan length)
    {
        var (next, done, large, started) = (-1, 0, 0, TimeProvider.System.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (TimeProvider.System.GetElapsedTime(started) < length)
            {
                var text = texts[(int)((uint)Interlocked.Increment(ref next) % (uint)texts.Length)];
                var reading = (await reader.Read([text], CancellationToken.None))[0];
                Interlocked.Increment(ref done);
                if (reading.By == ReadBy.Model)
                    Interlocked.Increment(ref large);
            }
        })));
        return (done / TimeProvider.System.GetElapsedTime(started).TotalSeconds, (double)large / done);
    }
}
