using CustomerService.Language.Evaluation;

namespace CustomerService.Language.Tests.Evaluation;

public sealed class TransferScoreTests
{
    [Theory]
    [InlineData(new int[0], new int[0], 1, 1)]
    [InlineData(new int[0], new[] { 3 }, 1, 0)]
    [InlineData(new[] { 3 }, new int[0], 1, 0)]
    [InlineData(new[] { 3 }, new[] { 3 }, 1, 1)]
    [InlineData(new[] { 3 }, new[] { 4 }, 1, 0.6065)]
    [InlineData(new[] { 3 }, new[] { 2 }, 1, 0.6065)]
    [InlineData(new[] { 3 }, new[] { 4 }, 2, 0.8825)]
    [InlineData(new[] { 3, 8 }, new[] { 7 }, 3, 0.9460)]
    [InlineData(new[] { 0 }, new[] { 0, 9 }, 1, 0.5)]
    public void Of_TransfersNearAndFar_IsAsPublished(int[] golden, int[] predicted, int tolerance, double expected) =>
        TransferScore.Of(golden, predicted, tolerance).ShouldBe(expected, 0.0001);
}
