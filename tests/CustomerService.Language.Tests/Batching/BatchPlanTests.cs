using CsCheck;
using CustomerService.Language.Batching;

namespace CustomerService.Language.Tests.Batching;

public sealed class BatchPlanTests
{
    private static readonly BatchCosts Costs = new(512, 16);

    private static readonly Gen<int[]> Lengths = Gen.Int[1, 64].Array[1, 200];

    [Fact]
    public void Choose_AnyQueue_TakesTheOldestWithinTheBudget() => Lengths.Sample(lengths =>
    {
        var choice = Plan(lengths).Choose(lengths[0]);
        return choice.Shortest <= lengths[0] && lengths[0] <= choice.Longest
            && (choice.Rows * choice.Longest <= Costs.Budget || choice.Rows == 1);
    });

    [Fact]
    public void Choose_UntilEmpty_CostsNoMoreThanOneGroupOrAGroupALength() => Lengths.Sample(lengths =>
    {
        var cost = 0;
        for (var left = lengths.ToList(); left.Count > 0;)
        {
            var choice = Plan(left).Choose(left[0]);
            var taken = left.Where(n => n >= choice.Shortest && n <= choice.Longest).Take(choice.Rows).ToList();
            cost += (taken.Count * taken.Max()) + Costs.Run;
            foreach (var length in taken)
                left.Remove(length);
        }
        var together = CostOf(lengths.Length, lengths.Max());
        var apart = lengths.GroupBy(n => n).Sum(g => CostOf(g.Count(), g.Key));
        return cost <= Math.Min(together, apart);
    });

    [Fact]
    public void Choose_LengthsOfShoppersTexts_PadsLessThanATenth()
    {
        // The lengths of shoppers' texts: 14 tokens on average, 95 % under 25.
        var random = new Random(1);
        var left = Enumerable.Range(0, 256)
            .Select(_ => Math.Clamp((int)(4 + (-9.5 * Math.Log(1 - random.NextDouble()))), 3, 64)).ToList();
        int padded = 0, tokens = left.Sum();
        while (left.Count > 0)
        {
            var choice = Plan(left).Choose(left[0]);
            var taken = left.Where(n => n >= choice.Shortest && n <= choice.Longest).Take(choice.Rows).ToList();
            padded += taken.Count * taken.Max();
            foreach (var length in taken)
                left.Remove(length);
        }
        (1 - ((double)tokens / padded)).ShouldBeLessThan(0.1);
    }

    private static BatchPlan Plan(IEnumerable<int> lengths)
    {
        var plan = new BatchPlan(Costs, 64);
        foreach (var length in lengths)
            plan.Add(length);
        return plan;
    }

    private static int CostOf(int rows, int longest)
    {
        var full = Costs.Budget / longest;
        return (rows * longest) + (Costs.Run * ((rows + full - 1) / full));
    }
}
