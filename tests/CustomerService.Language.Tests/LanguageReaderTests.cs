using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using CsCheck;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Language.Tests;

public sealed class LanguageReaderTests(RealModel model)
{
    [Fact]
    public async Task Read_Text_GivesCalibratedReadingWithUnitVector()
    {
        var reading = (await Read("黑色256G的iPhone有现货吗？")).Single();
        reading.Intents.Count.ShouldBe(5);
        reading.Intents.Select(i => i.Confidence).ShouldBeInOrder(SortDirection.Descending);
        reading.Intents.ShouldAllBe(i => Intents.All.Contains(i.Intent));
        reading.Intents.Sum(i => i.Confidence).ShouldBeInRange(0, 1.0001f);
        reading.SentimentConfidence.ShouldBeInRange(1f / 3, 1);
        TensorPrimitives.Norm<float>(reading.Embedding).ShouldBe(1, 0.01f);
        model.Reader.UnknownThreshold.ShouldBeInRange(0, 1);
    }

    [Theory]
    [InlineData("这款手机有现货吗?", Intents.Stock)]
    [InlineData("什么时候发货", Intents.Shipping)]
    [InlineData("我要退货", Intents.ReturnExchange)]
    [InlineData("能开发票吗", Intents.Invoice)]
    [InlineData("转人工", Intents.Human)]
    [InlineData("质量太差了，我要投诉", Intents.Complaint)]
    public async Task Read_PlainRequest_GivesItsIntent(string text, string intent)
    {
        var reading = (await Read(text)).Single();
        reading.Intents[0].Intent.ShouldBe(intent);
        reading.Intents[0].Confidence.ShouldBeGreaterThan(model.Reader.UnknownThreshold);
    }

    [Theory]
    [InlineData("太差劲了，再也不买了", -1)]
    [InlineData("请问什么时候发货", 0)]
    [InlineData("非常满意，谢谢你", 1)]
    public async Task Read_PlainFeeling_GivesItsSentiment(string text, int sentiment) =>
        (await Read(text)).Single().Sentiment.ShouldBe(sentiment);

    [Fact]
    public async Task Read_ReferenceTexts_GivesTheTrainersReadings()
    {
        var path = Path.Combine(RealModel.Folder, "model-reference.json");
        var references = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!.AsArray();
        references.Count.ShouldBeGreaterThan(5);
        // A model of its own: neighbours in a batch of other tests would move the probabilities a little.
        await using var alone = RealModel.Services(RealModel.Folder);
        var reader = alone.GetRequiredService<IReader>();
        foreach (var reference in references)
        {
            var reading = (await reader.Read([reference!["text"]!.GetValue<string>()], TestContext.Current.CancellationToken)).Single();
            var best = reading.Intents[0];
            best.Intent.ShouldBe(reference["intent"]!.GetValue<string>());
            best.Confidence.ShouldBe(reference["intentProbabilities"]![best.Intent]!.GetValue<float>(), 0.02f);
            reading.Sentiment.ShouldBe(reference["sentiment"]!.GetValue<int>());
            reading.Embedding[0].ShouldBe(reference["embeddingStart"]![0]!.GetValue<float>(), 0.01f);
        }
    }

    [Fact]
    public async Task Read_LikeAndUnlikeTexts_HaveNearAndFarVectors()
    {
        var readings = await Read("怎么开发票", "发票在哪里开", "宝宝奶粉几段");
        float Cosine(int a, int b) => TensorPrimitives.Dot<float>(readings[a].Embedding, readings[b].Embedding);
        Cosine(0, 1).ShouldBeGreaterThan(Cosine(0, 2) + 0.1f);
    }

    [Fact]
    public async Task Read_MoreThanOnePass_AnswersInOrder()
    {
        string[] kinds = ["什么时候发货", "我要退货", "能开发票吗"];
        var texts = Enumerable.Range(0, 300).Select(i => kinds[i * 7 % 3]).ToArray();
        var readings = await Read(texts);
        readings.Count.ShouldBe(300);
        var alone = await Read(kinds);
        for (var i = 0; i < texts.Length; i++)
            readings[i].Intents[0].Intent.ShouldBe(alone[i * 7 % 3].Intents[0].Intent);
    }

    [Fact]
    public async Task Read_InAnyCompany_GivesTheSameReading()
    {
        var texts = new[] { "有货吗", "好的", "麻烦帮我看一下昨天下午拍的那件黑色羽绒服现在发货了没有怎么一直没有物流信息" };
        var together = await Read([.. texts, .. texts, .. texts]);
        for (var i = 0; i < texts.Length; i++)
        {
            var alone = (await Read(texts[i])).Single();
            var vector = together[i + 3].Embedding;
            TensorPrimitives.Dot<float>(vector, alone.Embedding).ShouldBeGreaterThan(0.99f);
            together[i + 3].Intents[0].Intent.ShouldBe(alone.Intents[0].Intent);
        }
    }

    [Fact]
    public async Task Read_NoTexts_GivesNone() => (await Read()).ShouldBeEmpty();

    [Fact]
    public async Task Read_AnyUtf16_GivesAReading() =>
        await Gen.Char.Array[0, 80].Array[1, 4].SampleAsync(
            async texts => (await Read([.. texts.Select(t => new string(t))])).Count.ShouldBe(texts.Length), iter: 20);

    private async Task<IReadOnlyList<Reading>> Read(params string[] texts) =>
        await model.Reader.Read(texts, CancellationToken.None);
}
