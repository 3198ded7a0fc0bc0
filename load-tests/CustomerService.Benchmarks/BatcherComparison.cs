using CustomerService.Language;
using CustomerService.Language.Batching;
using CustomerService.Language.Evaluation;
using CustomerService.Language.Model;
using CustomerService.Language.Text;

namespace CustomerService.Benchmarks;

/// <summary>
/// The batcher against ONNX Runtime alone, on the same texts, in rounds by turns in one process. Alone: windows of as many
/// texts as callers, sorted by length, in batches of the token budget that is quickest, on as many threads as the batcher has.
/// </summary>
internal static class BatcherComparison
{
    private const int Callers = 256;
    private const int Rounds = 5;
    private const int LightTexts = 1000;
    private static readonly LanguageOptions Settings = new() { QueueRows = 65_536 };
    private static readonly int[] Budgets = [64, 128, 256, 512, 1024];

    /// <param name="seconds">Of a round; 0 for the light load alone.</param>
    /// <param name="texts">A data set; its texts in one seeded order.</param>
    public static async Task Run(int seconds, string texts)
    {
        using var product = new Product();
        using var session = product.Get<ModelLoader>().Locate().Main.Session();
        var watched = new WatchedSession(session);
        var metrics = product.Get<LanguageMetrics>();
        using var batcher = new DynamicBatcher(
            watched, Settings, metrics, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<DynamicBatcher>.Instance);
        var rows = Rows(product.Get<Tokenizer>(), texts);
        if (seconds == 0)
        {
            await Batched(batcher, rows, TimeSpan.FromSeconds(1));
            await AddedLatency(watched, batcher, rows);
            return;
        }
        Console.WriteLine($"{rows.Length} texts, {rows.Average(r => r.Length):F1} tokens each, {Callers} callers, {Rounds} rounds of {seconds} s");
        var round = TimeSpan.FromSeconds(seconds);
        Alone(session, rows, 512, TimeSpan.FromSeconds(1));
        var budget = Budgets.Select(b => (Budget: b, Rate: Alone(session, rows, b, TimeSpan.FromSeconds(2)))).Select(Told).MaxBy(b => b.Rate).Budget;
        await Batched(batcher, rows, TimeSpan.FromSeconds(1));
        watched.Forget();
        List<double> ratios = [];
        for (var i = 0; i < Rounds; i++)
        {
            // In turn the one and the other first: what the machine does beside it falls on both.
            var alone = i % 2 == 0 ? Alone(session, rows, budget, round) : 0;
            var batched = await Batched(batcher, rows, round);
            alone = i % 2 == 0 ? alone : Alone(session, rows, budget, round);
            ratios.Add(batched / alone);
            Console.WriteLine($"ONNX Runtime alone {alone:F0} texts/s, batcher {batched:F0} texts/s, ratio {batched / alone:F3}");
        }
        Console.WriteLine($"median ratio {Middle(ratios):F3} (goal 0.95); padding {watched.Padding:P1} (goal at most 10 %); {watched.MeanRows:F1} texts a batch");
        await AddedLatency(watched, batcher, rows);
        using var binding = new Product(("Language:IoBinding", "true"));
        using var bound = binding.Get<ModelLoader>().Locate().Main.Session();
        Alone(bound, rows, budget, TimeSpan.FromSeconds(1));
        var bindings = Enumerable.Range(0, Rounds).Select(_ => (Plain: Alone(session, rows, budget, round), Bound: Alone(bound, rows, budget, round))).ToArray();
        Console.WriteLine($"IO binding on this processor: {Middle(bindings.Select(b => b.Bound)):F0} texts/s, without {Middle(bindings.Select(b => b.Plain)):F0}, ratio {Middle(bindings.Select(b => b.Bound / b.Plain)):F3}");
    }

    private static (int Budget, double Rate) Told((int Budget, double Rate) found)
    {
        Console.WriteLine($"ONNX Runtime alone, at most {found.Budget} tokens a batch: {found.Rate:F0} texts/s");
        return found;
    }

    private static int[][] Rows(Tokenizer tokenizer, string texts)
    {
        var set = DatasetFile.Load(texts);
        int[][] rows = [.. set.Rows.Select(r => tokenizer.Encode(r.Text))];
        new Random(1).Shuffle(rows);
        return rows;
    }

    private static double Alone(IModelSession session, int[][] rows, int budget, TimeSpan length)
    {
        var (threads, started) = (Providers.BatchesAtOnce(Settings), TimeProvider.System.GetTimestamp());
        var done = new int[threads];
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads },
            thread => done[thread] = AloneOnAThread(session, rows, budget, length, thread * Callers));
        return done.Sum() / TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private static int AloneOnAThread(IModelSession session, int[][] rows, int budget, TimeSpan length, int first)
    {
        var (done, started) = (0, TimeProvider.System.GetTimestamp());
        for (var at = first; TimeProvider.System.GetElapsedTime(started) < length; at += Callers)
        {
            var window = Enumerable.Range(at, Callers).Select(i => rows[i % rows.Length]).OrderBy(r => r.Length).ToArray();
            for (var from = 0; from < window.Length;)
            {
                var to = from + 1;
                while (to < window.Length && (to + 1 - from) * window[to].Length <= budget)
                    to++;
                done += session.Run(window[from..to]).Length;
                from = to;
            }
        }
        return done;
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
    /// <summary>One caller at a time, by turns with ONNX Runtime alone on the same text.</summary>
    private static async Task AddedLatency(WatchedSession session, DynamicBatcher batcher, int[][] rows)
    {
        List<double> alone = [];
        List<double> batched = [];
        List<double> around = [];
        foreach (var (row, i) in rows.Take(LightTexts).Select((row, i) => (row, i)))
        {
            if (i % 2 == 0)
                alone.Add(Timed(() => session.Run([row])));
            var started = TimeProvider.System.GetTimestamp();
            await batcher.Read("", [row], CancellationToken.None);
            batched.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            around.Add(batched[^1] - session.Last);
            if (i % 2 == 1)
                alone.Add(Timed(() => session.Run([row])));
        }
        var (a, b) = (Middle(alone), Middle(batched));
        Console.WriteLine($"light load, {alone.Count} texts, median: alone {a:F3} ms, batcher {b:F3} ms, added {b - a:F3} ms (goal at most 0.2 ms); around the run of the same call {Middle(around):F3} ms");
    }

    private static double Timed(Action run)
    {
        var started = TimeProvider.System.GetTimestamp();
        run();
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed class WatchedSession(IModelSession inner) : IModelSession
    {
        private long tokens;
        private long padded;
        private long texts;
        private long batches;

        /// <summary>Milliseconds of the last run.</summary>
        public double Last { get; private set; }

        public int MaxTokens => inner.MaxTokens;

        public double Padding => 1 - ((double)tokens / padded);

        public double MeanRows => (double)texts / batches;

        public Contracts.Understanding.Reading[] Run(IReadOnlyList<int[]> rows)
        {
            Interlocked.Add(ref tokens, rows.Sum(r => r.Length));
            Interlocked.Add(ref padded, (long)rows.Count * rows.Max(r => r.Length));
            Interlocked.Add(ref texts, rows.Count);
            Interlocked.Increment(ref batches);
            var started = TimeProvider.System.GetTimestamp();
            var readings = inner.Run(rows);
            Last = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            return readings;
        }

        public void Forget() => tokens = padded = texts = batches = 0;
    }
}
