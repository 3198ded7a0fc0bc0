namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>What a run of kills did and found.</summary>
internal sealed record KillReport : RunReport
{
    public KillReport(int seed, Load load, Findings found, double totalSeconds)
        : base(seed, load, found, totalSeconds)
    {
    }

    public required int Kills { get; init; }

    public required int KillsDuringStart { get; init; }

    /// <summary>From the start of the process to ready, seconds, one for every start that got there.</summary>
    public required IReadOnlyList<double> StartSeconds { get; init; }

    /// <summary>From the last ready to the last answer, seconds.</summary>
    public required double CatchUpSeconds { get; init; }

    public override string Summary =>
        $"seed {Seed}: {Kills} kills ({KillsDuringStart} during start), {Counts}; start {StartSeconds.DefaultIfEmpty().Average():0.0} s "
        + $"(most {StartSeconds.DefaultIfEmpty().Max():0.0} s), caught up in {CatchUpSeconds:0.0} s, {TotalSeconds:0} s in all";
}
