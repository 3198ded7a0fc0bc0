using CustomerService.Language.Model;

namespace CustomerService.Language.Tests.Model;

public sealed class SlotDecoderTests
{
    private static readonly string[] Labels = ["O", "B-product", "I-product", "B-colour", "I-colour"];

    [Fact]
    public void Decode_LabelsInARow_GivesSpansWithoutTheMarks() =>
        Decode("O B-product I-product O B-colour O").ShouldBe("product 1+2, colour 4+1");

    [Fact]
    public void Decode_TwoOfOneSlotSideBySide_AreTwo() =>
        Decode("O B-colour B-colour I-colour O").ShouldBe("colour 1+1, colour 2+2");

    [Fact]
    public void Decode_InsideWithoutABeginning_TakesTheLikeliestLegalWay()
    {
        // An I- may not follow another slot: the likelier of the two keeps the whole.
        Decode("O B-product I-colour O", (1, 1, 9f)).ShouldBe("product 1+1");
        Decode("O I-product O").ShouldBe("");
    }

    [Fact]
    public void Decode_MarksAtTheEnds_AreNeverPartOfASpan() => Decode("B-colour O I-colour").ShouldBe("");

    [Fact]
    public void Decode_NothingBetweenTheMarks_GivesNothing() => Decode("O O").ShouldBe("");

    [Fact]
    public void Decode_BelowTheThreshold_IsNotGiven()
    {
        var unsure = Logits("O B-product O");
        unsure[0 + Labels.Length] = 5;
        var decoder = Decoder(("product", 0.9f));
        decoder.Decode(unsure).ShouldBeEmpty();
        decoder.Decode(Logits("O B-product O")).ShouldHaveSingleItem().Confidence.ShouldBeGreaterThan(0.9f);
    }

    [Fact]
    public void Decode_LeastSureToken_IsTheConfidence()
    {
        var logits = Logits("O B-product I-product O");
        logits[(2 * Labels.Length) + 0] = 4;
        var all = MathF.Exp(6) + MathF.Exp(4) + 3;
        Decoder(("product", 0)).Decode(logits).ShouldHaveSingleItem().Confidence.ShouldBe((MathF.Exp(6) + 1) / all, 1e-4f);
    }

    [Fact]
    public void Decode_SlotWithoutThreshold_IsNotGiven() => Decoder(("colour", 0)).Decode(Logits("O B-product O")).ShouldBeEmpty();

    private static SlotDecoder Decoder(params (string Slot, float Threshold)[] thresholds) =>
        new(new ModelSlots(Labels, thresholds.ToDictionary(t => t.Slot, t => t.Threshold)), 64);

    private static string Decode(string labels, params (int Token, int Label, float Logit)[] changes)
    {
        var logits = Logits(labels);
        foreach (var (token, label, logit) in changes)
            logits[(token * Labels.Length) + label] = logit;
        return string.Join(", ", Decoder(("product", 0.2f), ("colour", 0.2f)).Decode(logits).Select(s => $"{s.Slot} {s.Start}+{s.Length}"));
    }

    private static float[] Logits(string labels) =>
        [.. labels.Split(' ').SelectMany(label => Labels.Select(l => l == label ? 6f : 0f))];
}
