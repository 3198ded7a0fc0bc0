namespace CustomerService.Language.Batching;

/// <summary>Rows to run next: those of a length from <paramref name="Shortest"/> to <paramref name="Longest"/>.</summary>
/// <param name="Shortest">Tokens of the shortest row allowed.</param>
/// <param name="Longest">Tokens of the longest row allowed.</param>
/// <param name="Rows">At most this many, oldest first.</param>
internal readonly record struct BatchChoice(int Shortest, int Longest, int Rows);

/// <summary>
/// Divides what waits into groups of like length so that runs and padding together cost least, and chooses the group
/// that holds the oldest row: no row waits for better company.
/// </summary>
/// <param name="costs">Budget and fixed cost of a run.</param>
/// <param name="maxTokens">Longest row.</param>
internal sealed class BatchPlan(BatchCosts costs, int maxTokens)
{
    private readonly int[] rows = new int[maxTokens + 1];
    private readonly long[] cost = new long[maxTokens + 1];
    private readonly int[] shorter = new int[maxTokens + 1];

    /// <summary>Counts a waiting row. Not thread-safe, like all of this.</summary>
    public void Add(int length) => rows[length]++;

    /// <summary>Forgets a row that no longer waits.</summary>
    public void Remove(int length) => rows[length]--;

    /// <summary>The group of the oldest row.</summary>
    public BatchChoice Choose(int oldest)
    {
        // cost[n]: the least cost of running all rows of up to n tokens; the last group takes lengths shorter[n]+1 to n.
        for (var longest = 1; longest <= maxTokens; longest++)
        {
            cost[longest] = long.MaxValue;
            var group = 0;
            for (var below = longest - 1; below >= 0; below--)
            {
                group += rows[below + 1];
                var total = cost[below] + CostOf(group, longest);
                if (total >= cost[longest])
                    continue;
                cost[longest] = total;
                shorter[longest] = below;
            }
        }
        var at = maxTokens;
        while (shorter[at] >= oldest)
            at = shorter[at];
        return new(shorter[at] + 1, at, RowsOf(at));
    }

    private long CostOf(long count, int longest)
    {
        var runs = (count + RowsOf(longest) - 1) / RowsOf(longest);
        return (count * longest) + (runs * costs.Run);
    }

    private int RowsOf(int longest) => Math.Max(1, costs.Budget / longest);
}
