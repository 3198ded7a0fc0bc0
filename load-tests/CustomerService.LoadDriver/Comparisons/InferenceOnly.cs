using CustomerService.Language;
using CustomerService.Language.Text;
using CustomerService.LoadDriver.Traffic;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>What the model does when nothing else runs.</summary>
internal sealed record InferenceResult(double TextsPerSecond, double MeanTokens);

/// <summary>The product's reader and batcher in this process, kept full by many callers of one text each.</summary>
internal static class InferenceOnly
{
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2);

    public static async Task<InferenceResult> Measure(
        string model, ScenarioMix mix, int callers, TimeSpan measured, CancellationToken cancellation)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Language:ModelFolder", Path.GetFullPath(model)), new("Language:QueueRows", "65536"), new("Language:CacheTexts", "0")])
            .Build();
        await using var services = new ServiceCollection()
            .AddLogging().AddLanguage(configuration.GetSection("Language")).BuildServiceProvider();
        var reader = services.GetRequiredService<LanguageReader>();
        var texts = Texts(mix);
        await Loop(reader, texts, callers, Warmup, cancellation);
        var rate = await Loop(reader, texts, callers, measured, cancellation);
        var tokenizer = services.GetRequiredService<Tokenizer>();
        return new(rate, texts.Average(t => tokenizer.Encode(t).Length));
    }

    // The texts that an open run at the same mix would send, in its order.
    private static string[] Texts(ScenarioMix mix)
    {
        var shoppers = new Shoppers(mix, long.MaxValue, TimeSpan.FromSeconds(4), "texts");
        return [.. Enumerable.Range(0, 20_000).Select(i => shoppers.Next(TimeSpan.FromMilliseconds(i)).Text)];
    }

    private static async Task<double> Loop(
        LanguageReader reader, string[] texts, int callers, TimeSpan length, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var (next, done, started) = (-1, 0, time.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(Caller, cancellation)));
        return done / length.TotalSeconds;

        async Task Caller()
        {
            while (time.GetElapsedTime(started) < length)
            {
                var text = texts[(int)((uint)Interlocked.Increment(ref next) % (uint)texts.Length)];
                await reader.Read([text], cancellation);
                if (time.GetElapsedTime(started) < length)
                    Interlocked.Increment(ref done);
            }
        }
    }
}
