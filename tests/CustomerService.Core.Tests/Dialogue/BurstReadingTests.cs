namespace CustomerService.Core.Tests.Dialogue;

/// <summary>Messages that waited together: each is read, and the whole of them where none says what is wanted.</summary>
public sealed class BurstReadingTests
{
    private const string Ship = "我的东西什么时候给我发出来";
    private const string Invoice = "那个票据也给我开一张";
    private const string Pardon = "麻烦你帮忙看一看嘛";
    private const string Thing = "上次说的那一桩嘛";

    [Fact]
    public async Task Say_SeveralRequestsInABurst_AreReadWithoutTheirWhole()
    {
        var talk = new Talk().Reads(Ship, "shipping").Reads(Invoice, "invoice");

        await talk.Say(Ship, Invoice);

        talk.Asked.ShouldBe([Ship, Invoice]);
        talk.Last.Record.Intents.ShouldBe(["shipping", "invoice"]);
    }

    [Fact]
    public async Task Say_OneRequestInABurst_IsWhatAllAreAbout()
    {
        var talk = new Talk().Reads(Ship, "shipping").Reads(Pardon, "other", 0.9f);

        await talk.Say(Pardon, Ship);

        talk.Asked.ShouldBe([Pardon, Ship]);
        talk.Last.Record.Intents.ShouldBe(["shipping"]);
    }

    [Fact]
    public async Task Say_NoRequestInAnyMessageOfABurst_IsReadAsAWhole()
    {
        var talk = new Talk().Reads($"{Pardon}，{Thing}", "usage");

        await talk.Say(Pardon, Thing);

        talk.Asked.ShouldBe([Pardon, Thing, $"{Pardon}，{Thing}"]);
        talk.Last.Record.Intents.ShouldBe(["usage"]);
    }

    [Theory]
    [InlineData(0, -1, -1)]
    [InlineData(1, -1, -1)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 0, 0)]
    public async Task Say_SeveralRequestsInABurst_AngerInOneIsAnger(int first, int second, int expected)
    {
        var talk = new Talk().Reads(Ship, "shipping", sentiment: first).Reads(Invoice, "invoice", sentiment: second);

        await talk.Say(Ship, Invoice);

        talk.Last.Record.Sentiment.ShouldBe(expected);
    }

    [Fact]
    public async Task Say_ModelDownInABurst_GoesByKeywordsOfTheWhole()
    {
        var talk = new Talk { ModelIsDown = true };

        await talk.Say("你好呀亲亲", "转人工客服");

        talk.Last.Record.Degraded.ShouldNotBeNull();
        talk.Last.Record.Intents.ShouldBe(["human"]);
    }
}
