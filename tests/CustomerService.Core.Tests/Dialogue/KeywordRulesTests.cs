using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class KeywordRulesTests
{
    private readonly KeywordRules rules = new(new Talk());

    [Theory]
    [InlineData("这款手机有货吗", Intents.Stock, 0)]
    [InlineData("帮我开一下发票", Intents.Invoice, 0)]
    [InlineData("再不发货我就找12315", Intents.Shipping, -1)]
    public void Read_TextWithAKeyword_GivesItsIntentMarked(string text, string intent, int sentiment)
    {
        var reading = rules.Read(text);
        reading.Intents.Single().Intent.ShouldBe(intent);
        reading.Intents.Single().Confidence.ShouldBeGreaterThan(0);
        reading.Sentiment.ShouldBe(sentiment);
        reading.By.ShouldBe(ReadBy.Rules);
        reading.Embedding.ShouldBeEmpty();
    }

    [Fact]
    public void Read_NoKeyword_GivesOtherWithoutConfidence() => rules.Read("嗯嗯嗯").Intents.ShouldBe([new(Intents.Other, 0)]);
}
