using CustomerService.Contracts.Understanding;
using CustomerService.Language.Evaluation;
using CustomerService.Language.Model;

namespace CustomerService.Language.Tests.Model;

/// <summary>Several threads on one session of ONNX Runtime.</summary>
public sealed class ConcurrentRunTests
{
    private const int Threads = 4;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_BySeveralThreadsAtOnce_GivesEachWhatItGetsAlone(bool binding)
    {
        var located = new LocatedModel(new LanguageOptions { ModelFolder = RealModel.Folder, IoBinding = binding }, "/");
        using var session = located.Session();
        var tokenizer = located.Tokenizer();
        int[][][] batches = [.. DatasetFile.Load(Path.Combine(AppContext.BaseDirectory, "Evaluation", "utterances.tsv")).Rows
            .Take(200).Select(r => tokenizer.Encode(r.Text)).Chunk(7)];
        string[][] alone = [.. batches.Select(b => session.Run(b).Select(Shown).ToArray())];
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(n => Task.Run(() =>
        {
            for (var i = 0; i < batches.Length; i++)
            {
                // Each thread begins elsewhere, so that batches of unlike shape meet.
                var at = (i + (n * batches.Length / Threads)) % batches.Length;
                session.Run(batches[at]).Select(Shown).ShouldBe(alone[at]);
            }
        })));
    }

    private static string Shown(Reading reading) => string.Join(
        ' ',
        [.. reading.Intents.Select(i => $"{i.Intent} {i.Confidence}"), $"{reading.Sentiment} {reading.SentimentConfidence}",
            .. reading.Spans!.Select(s => $"{s.Slot} {s.Start}+{s.Length}"), $"{reading.Embedding.Sum()}"]);
}
