using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Batching;
using CustomerService.Language.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerService.Language.Tests.Batching;

/// <summary>Everything at once that can go wrong: each call ends, and with its own answer or with a failure it is told.</summary>
public sealed class FaultTests : IDisposable
{
    private const int Callers = 64;
    private const int CallsEach = 100;

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ConcurrentBag<FaultySession> sessions = [];

    [Theory]
    [InlineData(Overflow.Refuse, false, new[] { "model", "busy" })]
    [InlineData(Overflow.Student, false, new[] { "model", "student" })]
    [InlineData(Overflow.Rules, false, new[] { "model", "rules" })]
    [InlineData(Overflow.Refuse, true, new[] { "model", "student", "busy" })]
    [InlineData(Overflow.Rules, true, new[] { "model", "student" })]
    public async Task Read_SessionsThrowCallersLeaveModelsChangeQueueFills_NoneIsLostAndNoneHangs(
        string whenFull, bool cascade, string[] expected)
    {
        var token = TestContext.Current.CancellationToken;
        var slot = new ModelSlot(Version(0, whenFull, cascade));
        var reader = new LanguageReader(slot);
        var outcomes = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var (ended, versions) = (0, 1);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Call(reader, caller, Count), token)))
            .WaitAsync(TimeSpan.FromSeconds(60), token);
        outcomes.Values.Sum().ShouldBe(Callers * CallsEach);
        foreach (var kind in expected.Concat(["failed", "cancelled"]))
            outcomes.GetValueOrDefault(kind).ShouldBeGreaterThan(0, kind);
        slot.Dispose();
        sessions.Count.ShouldBe(versions * (cascade || whenFull == Overflow.Student ? 2 : 1));
        sessions.ShouldAllBe(s => s.Disposals == 1);

        void Count(string outcome)
        {
            outcomes.AddOrUpdate(outcome, 1, (_, n) => n + 1);
            if (Interlocked.Increment(ref ended) % 100 == 0)
                slot.Exchange(Version(Interlocked.Increment(ref versions), whenFull, cascade));
        }
    }

    public void Dispose() => services.Dispose();

    private static async Task Call(LanguageReader reader, int caller, Action<string> count)
    {
        var random = new Random(caller);
        for (var i = 0; i < CallsEach; i++)
        {
            string[] texts = [.. Enumerable.Range(0, random.Next(1, 6)).Select(t => new string((char)('a' + t), random.Next(1, 60)))];
            using var leaving = new CancellationTokenSource();
            var reading = reader.Read($"tenant{caller % 3}", texts, leaving.Token).AsTask();
            if (random.Next(10) == 0)
                await leaving.CancelAsync();
            var outcome = "";
            try
            {
                // A model's version, and the length of the text: an answer of another row or of a mixed version shows.
                var readings = await reading;
                readings.Select(r => Number(r, 1)).ShouldBe(texts.Select(t => t.Length));
                readings.Select(r => Number(r, 0)).Distinct().Count().ShouldBe(1);
                readings.Where(r => r.Embedding.Length > 0).ShouldAllBe(r => (int)r.Embedding[1] == Number(r, 1));
                outcome = readings.Max(r => r.By) switch { ReadBy.Model => "model", ReadBy.Student => "student", _ => "rules" };
            }
            catch (OperationCanceledException) when (leaving.IsCancellationRequested)
            {
                outcome = "cancelled";
            }
            catch (ReaderBusyException)
            {
                outcome = "busy";
            }
            catch (FaultException)
            {
                outcome = "failed";
            }
            count(outcome);
        }
    }

    // An intent of the fakes names version and length.
    private static int Number(Reading reading, int part) =>
        int.Parse(reading.Intents[0].Intent.Split(' ')[part], System.Globalization.CultureInfo.InvariantCulture);

    private static Reading Fake(int version, int length, ReadBy by = ReadBy.Model) =>
        // Every third length is read with doubt.
        new([new($"{version} {length}", length % 3 == 0 ? 0.5f : 0.9f)], 0, 1, by == ReadBy.Rules ? [] : [version, length]) { By = by };

    private ModelVersion Version(int number, string whenFull, bool cascade)
    {
        var metrics = new LanguageMetrics(services.GetRequiredService<IMeterFactory>());
        var main = Model(number, metrics);
        var student = cascade || whenFull == Overflow.Student ? Model(number, metrics) : null;
        ITextReader? instead = whenFull switch
        {
            Overflow.Student => new StudentInstead(student!),
            Overflow.Rules => new Rules(number),
            _ => null,
        };
        ITextReader way = cascade ? new Cascade(student!, main, 0.7f, whenFull != Overflow.Refuse, metrics) : main;
        LoadedModel[] models = student is null ? [main] : [main, student];
        return new ModelVersion(main.Manifest.Facts, new Overflow(way, instead, whenFull, metrics), student ?? main, models);
    }

    private LoadedModel Model(int number, LanguageMetrics metrics)
    {
        var session = new FaultySession(number);
        sessions.Add(session);
        var batcher = new DynamicBatcher(
            session, new LanguageOptions { QueueRows = 48, TokenBudget = 256 }, metrics, TimeProvider.System,
            NullLogger<DynamicBatcher>.Instance);
        return new LoadedModel(Manifest(number), text => [.. Enumerable.Repeat(1, text.Length)], _ => [], batcher, session, cache: null);
    }

    private static ModelManifest Manifest(int number) => new(
        $"v{number}", "model.onnx", "", new ModelFile("vocab.txt", ""), 64, new ModelOutputs("a", "b", "c"), 2, Intents.All,
        [-1, 0, 1], new ModelTemperature(1, 1), 0.5f);

    private sealed class FaultException : Exception;

    private sealed class Rules(int version) : ITextReader
    {
        public Task<IReadOnlyList<Reading>> Read(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Reading>>([.. texts.Select(t => Fake(version, t.Length, ReadBy.Rules))]);
    }

    private sealed class FaultySession(int version) : IModelSession, IDisposable
    {
        private static int runs;
        private int disposals;

        public int Disposals => disposals;

        public int MaxTokens => 64;

        public Reading[] Run(IReadOnlyList<int[]> rows)
        {
            ObjectDisposedException.ThrowIf(disposals > 0, this);
            // A model takes its time: so the queue fills.
            Thread.SpinWait(20_000);
            return Interlocked.Increment(ref runs) % 20 == 0 ? throw new FaultException() : [.. rows.Select(r => Fake(version, r.Length))];
        }

        public void Dispose() => Interlocked.Increment(ref disposals);
    }
}
