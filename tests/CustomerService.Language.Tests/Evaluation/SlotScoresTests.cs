using CustomerService.Language.Evaluation;

namespace CustomerService.Language.Tests.Evaluation;

public sealed class SlotScoresTests
{
    [Fact]
    public void Of_OverlapAndPlace_AreTwoMeasures()
    {
        var scores = SlotScores.Of([(Read("0-2=colour 3-7=spec"), Read("0-2=colour 3-5=spec")), (Read(""), Read("0-1=colour"))])!;
        var colour = scores.Single(s => s.Slot == "colour");
        (colour.Marked, colour.Found, colour.Precision, colour.Recall).ShouldBe((1, 2, 0.5, 1));
        var spec = scores.Single(s => s.Slot == "spec");
        (spec.F1, spec.ExactF1).ShouldBe((1, 0));
        scores[^1].Slot.ShouldBe("all");
        scores[^1].F1.ShouldBe(0.8, 1e-9);
    }

    [Fact]
    public void Of_TwoHalves_CountOnce() =>
        SlotScores.Of([(Read("0-4=product"), Read("0-2=product 2-4=product"))])![0].Precision.ShouldBe(0.5);

    [Fact]
    public void Of_AnotherSlotAtThePlace_IsWrong() =>
        SlotScores.Of([(Read("0-4=product"), Read("0-4=place"))])!.ShouldAllBe(s => s.F1 == 0);

    [Fact]
    public void Of_NoRows_IsNull() => SlotScores.Of([]).ShouldBeNull();

    [Fact]
    public void Read_Size_IsASpec() => Read("0-2=size")[0].Slot.ShouldBe("spec");

    [Theory]
    [InlineData("0-2")]
    [InlineData("0-2=shoe")]
    [InlineData("2-2=colour")]
    [InlineData("0-11=colour")]
    [InlineData("-1-2=colour")]
    [InlineData("a-2=colour")]
    public void Read_WrittenOtherwise_IsNull(string written) => MarkedSlot.Read(written, 10).ShouldBeNull();

    private static IReadOnlyList<MarkedSlot> Read(string written) => MarkedSlot.Read(written, 10)!;
}
