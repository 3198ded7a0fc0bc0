using CustomerService.Language.Batching;
using CustomerService.Language.Evaluation;
using CustomerService.Language.Model;
using CustomerService.Language.Text;

namespace CustomerService.Benchmarks;

/// <summary>
/// The batcher against ONNX Runtime alone, on the committed utterances, in rounds by turns in one process. Alone: windows
/// of as many texts as callers, sorted by length, in batches of the same token budget, one after the other.
/// </summary>
internal static class BatcherComparison
{
    private const int Callers = 256;
    private const int Rounds = 5;
    private const int Budget = 512;

    public static async Task Run(int seconds)
    {
        using var product = new Product();
        using var session = product.Get<ModelLoader>().Locate().Session();
        var watched = new WatchedSession(session);
        var metrics = product.Get<LanguageMetrics>();
        using var batcher = new DynamicBatcher(
            watched, new() { QueueRows = 65_536 }, metrics, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<DynamicBatcher>.Instance);
        var rows = Rows(product.Get<Tokenizer>());
        Console.WriteLine($"{rows.Length} texts, {rows.Average(r => r.Length):F1} tokens each, {Callers} callers, {Rounds} rounds of {seconds} s");
        var round = TimeSpan.FromSeconds(seconds);
        Alone(session, rows, TimeSpan.FromSeconds(1));
        await Batched(batcher, rows, TimeSpan.FromSeconds(1));
        watched.Forget();
        List<double> ratios = [];
        for (var i = 0; i < Rounds; i++)
        {
            // In turn the one and the other first: what the machine does beside it falls on both.
            var alone = i % 2 == 0 ? Alone(session, rows, round) : 0;
            var batched = await Batched(batcher, rows, round);
            alone = i % 2 == 0 ? alone : Alone(session, rows, round);
            ratios.Add(batched / alone);
            Console.WriteLine($"ONNX Runtime alone {alone:F0} texts/s, batcher {batched:F0} texts/s, ratio {batched / alone:F3}");
        }
        Console.WriteLine($"median ratio {ratios.Order().ElementAt(Rounds / 2):F3} (goal 0.95); padding {watched.Padding:P1} (goal at most 10 %); {watched.MeanRows:F1} texts a batch");
        await AddedLatency(session, batcher, rows);
    }

    private static int[][] Rows(Tokenizer tokenizer)
    {
        var set = DatasetFile.Load(Path.Combine("tests", "CustomerService.Language.Tests", "Evaluation", "utterances.tsv"));
        int[][] rows = [.. set.Rows.Select(r => tokenizer.Encode(r.Text))];
        new Random(1).Shuffle(rows);
        return rows;
    }

    private static double Alone(IModelSession session, int[][] rows, TimeSpan length)
    {
        var (done, started) = (0, TimeProvider.System.GetTimestamp());
        for (var at = 0; TimeProvider.System.GetElapsedTime(started) < length; at += Callers)
        {
            var window = Enumerable.Range(at, Callers).Select(i => rows[i % rows.Length]).OrderBy(r => r.Length).ToArray();
            for (var from = 0; from < window.Length;)
            {
                var to = from + 1;
                while (to < window.Length && (to + 1 - from) * window[to].Length <= Budget)
                    to++;
                done += session.Run(window[from..to]).Length;
                from = to;
            }
        }
        return done / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> Batched(DynamicBatcher batcher, int[][] rows, TimeSpan length)
    {
        var (next, done, started) = (-1, 0, TimeProvider.System.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (TimeProvider.System.GetElapsedTime(started) < length)
            {
                var row = rows[(int)((uint)Interlocked.Increment(ref next) % (uint)rows.Length)];
                await batcher.Read("", [row], CancellationToken.None);
                Interlocked.Increment(ref done);
            }
        }));
        return done / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>One caller at a time: what the way through the batcher adds to the run itself.</summary>
    private static async Task AddedLatency(IModelSession session, DynamicBatcher batcher, int[][] rows)
    {
        List<double> alone = [];
        List<double> batched = [];
        foreach (var row in rows.Take(300))
        {
            var started = TimeProvider.System.GetTimestamp();
            session.Run([row]);
            alone.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            started = TimeProvider.System.GetTimestamp();
            await batcher.Read("", [row], CancellationToken.None);
            batched.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }
        var (a, b) = (alone.Order().ElementAt(alone.Count / 2), batched.Order().ElementAt(batched.Count / 2));
        Console.WriteLine($"light load, median: alone {a:F3} ms, batcher {b:F3} ms, added {b - a:F3} ms (goal at most 0.2 ms)");
    }

    private sealed class WatchedSession(IModelSession inner) : IModelSession
    {
        private long tokens;
        private long padded;
        private long texts;
        private long batches;

        public int MaxTokens => inner.MaxTokens;

        public double Padding => 1 - ((double)tokens / padded);

        public double MeanRows => (double)texts / batches;

        public Contracts.Understanding.Reading[] Run(IReadOnlyList<int[]> rows)
        {
            tokens += rows.Sum(r => r.Length);
            padded += (long)rows.Count * rows.Max(r => r.Length);
            (texts, batches) = (texts + rows.Count, batches + 1);
            return inner.Run(rows);
        }

        public void Forget() => tokens = padded = texts = batches = 0;
    }
}
