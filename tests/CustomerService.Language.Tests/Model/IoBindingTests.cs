using CustomerService.Language.Evaluation;
using CustomerService.Language.Model;

namespace CustomerService.Language.Tests.Model;

/// <summary>The way that is meant for a GPU, on the processor.</summary>
public sealed class IoBindingTests
{
    [Fact]
    public void Run_Bound_GivesTheSameReadingsInBatchesOfAnyShape()
    {
        var (tokenizer, plain, bound) = (Located(null).Tokenizer(), Located(null).Session(), Located(true).Session());
        using (plain)
        using (bound)
        {
            var rows = DatasetFile.Load(Path.Combine(AppContext.BaseDirectory, "Evaluation", "utterances.tsv")).Rows
                .Take(120).Select(r => tokenizer.Encode(r.Text)).ToArray();
            for (int from = 0, size = 1; from < rows.Length; from += size, size = (size % 17) + 3)
            {
                var batch = rows[from..Math.Min(rows.Length, from + size)];
                foreach (var (one, other) in plain.Run(batch).Zip(bound.Run(batch)))
                {
                    other.Intents.ShouldBe(one.Intents);
                    (other.Sentiment, other.SentimentConfidence).ShouldBe((one.Sentiment, one.SentimentConfidence));
                    other.Embedding.ShouldBe(one.Embedding);
                }
            }
        }
    }

    private static LocatedModel Located(bool? binding) => new(new LanguageOptions { ModelFolder = RealModel.Folder, IoBinding = binding }, "/");
}
