namespace CustomerService.Core.Tests.Dialogue;

/// <summary>A reading is believed from where the model says that made it, and not from where the one in use does (0.5 here).</summary>
public sealed class ReadingThresholdTests
{
    private const string Text = "上次说的那一桩嘛";

    [Theory]
    [InlineData(null, 0.55f, true)]
    [InlineData(null, 0.45f, false)]
    [InlineData(0.8f, 0.75f, false)]
    [InlineData(0.8f, 0.85f, true)]
    [InlineData(0.3f, 0.35f, true)]
    public async Task Say_ReadByAModelWithAThresholdOfItsOwn_IsBelievedFromThereOn(float? threshold, float confidence, bool understood)
    {
        var talk = new Talk().Reads(Text, "shipping", confidence, threshold: threshold);
        await talk.Say(Text);
        talk.Last.Record.Intents.Contains("shipping").ShouldBe(understood);
    }

    [Theory]
    [InlineData(0.5f, new[] { "shipping", "invoice" })]
    [InlineData(0.8f, new[] { "shipping" })]
    public async Task Say_TwoClausesOfAModelThatBelievesItselfLess_AreTwoOnlyWhereItIsSureOfBoth(float threshold, string[] intents)
    {
        const string First = "上次说的那一桩嘛";
        const string Second = "这边的也弄一弄嘛";
        var talk = new Talk()
            .Reads($"{First}，{Second}", "shipping", threshold: threshold)
            .Reads(First + "，", "shipping", threshold: threshold)
            .Reads(Second, "invoice", 0.7f, threshold: threshold);
        await talk.Say($"{First}，{Second}");
        talk.Last.Record.Intents.ShouldBe(intents);
    }
}
