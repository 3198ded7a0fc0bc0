using CustomerService.Core.Understanding;
using CustomerService.Language.Model;

namespace CustomerService.Language.Tests.Model;

public sealed class ReadingBuilderTests
{
    private static readonly float[] Vector = [0.6f, 0.8f];

    [Fact]
    public void Build_Logits_GivesTheFiveLikeliestBestFirst()
    {
        var logits = new float[21];
        (logits[3], logits[7], logits[20]) = (2, 5, 3);
        var reading = Build(1).Build(logits, [0, 0, 1], Vector);
        reading.Intents.Select(i => i.Intent).Take(3).ShouldBe([Intents.All[7], Intents.All[20], Intents.All[3]]);
        reading.Intents.Count.ShouldBe(5);
        reading.Intents.Select(i => i.Confidence).ShouldBeInOrder(SortDirection.Descending);
        var sum = logits.Sum(MathF.Exp);
        reading.Intents[0].Confidence.ShouldBe(MathF.Exp(5) / sum, 1e-5f);
        reading.Embedding.ShouldBe(Vector);
    }

    [Fact]
    public void Build_Temperature_DividesTheLogits()
    {
        var logits = new float[21];
        logits[0] = 4;
        Build(2).Build(logits, [0, 4, 0], Vector).Intents[0].Confidence
            .ShouldBe(MathF.Exp(2) / (MathF.Exp(2) + 20), 1e-5f);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void Build_SentimentLogits_GivesTheLabelOfTheGreatest(int at, int expected)
    {
        float[] logits = [0, 0, 0];
        logits[at] = 2;
        var reading = Build(1).Build(new float[21], logits, Vector);
        reading.Sentiment.ShouldBe(expected);
        reading.SentimentConfidence.ShouldBe(MathF.Exp(2) / (MathF.Exp(2) + 2), 1e-5f);
    }

    [Fact]
    public void Build_HugeLogits_StayProbabilities()
    {
        var logits = new float[21];
        logits[1] = 5000;
        Build(1).Build(logits, [-5000, 0, 0], Vector).Intents[0].Confidence.ShouldBe(1);
    }

    [Fact]
    public void Build_NotANumber_Throws()
    {
        var logits = new float[21];
        logits[1] = float.NaN;
        Should.Throw<InvalidOperationException>(() => Build(1).Build(logits, new float[3], Vector));
        Should.Throw<InvalidOperationException>(() => Build(1).Build(new float[21], new float[3], [float.NaN, 0]));
    }

    private static ReadingBuilder Build(float temperature) => new(new ModelManifest(
        "test", "model.onnx", "", new ModelFile("vocab.txt", ""), 64, new ModelOutputs("a", "b", "c"), 2, Intents.All,
        [-1, 0, 1], new ModelTemperature(temperature, 1), 0.5f));
}
