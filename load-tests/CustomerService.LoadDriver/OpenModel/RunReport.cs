namespace CustomerService.LoadDriver.OpenModel;

/// <summary>What a run found; rates are a second, of the measured stretch.</summary>
internal sealed record RunReport
{
    public required double OfferedRate { get; init; }

    public required double SentRate { get; init; }

    public required double AcceptedRate { get; init; }

    /// <summary>Messages whose turn was committed and dispatched: accepted less the growth of the backlog.</summary>
    public required double AnsweredRate { get; init; }

    public required double TurnRate { get; init; }

    /// <summary>Share of the turns that did without the model or a fact.</summary>
    public required double DegradedShare { get; init; }

    public required double TextsPerTurn { get; init; }

    public required LatencySummary Acknowledgement { get; init; }

    public required LatencySummary Reply { get; init; }

    /// <summary>How far behind its clock the driver sent: where this is large, the driver was the limit.</summary>
    public required LatencySummary DriverLag { get; init; }

    /// <summary>Processor time of the driver, in cores.</summary>
    public required double DriverCores { get; init; }

    /// <summary>Processor time of the host and what was named with it, in cores.</summary>
    public required double HostCores { get; init; }

    /// <summary>Messages by HTTP status; 202 is acceptance.</summary>
    public required IReadOnlyDictionary<string, long> Statuses { get; init; }

    /// <summary>Watched messages that were accepted, warm-up included.</summary>
    public required long Observed { get; init; }

    /// <summary>Of them answered after the reply timeout.</summary>
    public required long Late { get; init; }

    /// <summary>Of them never answered, though the backlog was drained.</summary>
    public required long Lost { get; init; }

    /// <summary>From the last message until the inbox was empty, s.</summary>
    public required double DrainSeconds { get; init; }

    public required bool Drained { get; init; }

    /// <summary>Full answers a second: those that did not degrade.</summary>
    public double Goodput => AnsweredRate * (1 - DegradedShare);

    /// <summary>The host kept up: 95 % of what was offered was answered, and p99 of acknowledgements is within 1 s.</summary>
    public bool KeptUp => Goodput >= 0.95 * OfferedRate && Acknowledgement.P99 <= 1000;

    public void Print()
    {
        Console.WriteLine($"offered {OfferedRate:F0}/s  sent {SentRate:F1}/s  accepted {AcceptedRate:F1}/s  answered {AnsweredRate:F1}/s  turns {TurnRate:F1}/s  degraded {DegradedShare:P1}  {(KeptUp ? "kept up" : "FELL BEHIND")}");
        Console.WriteLine($"  acknowledgement  {Acknowledgement}");
        Console.WriteLine($"  reply            {Reply}");
        Console.WriteLine($"  driver lag       {DriverLag}  driver {DriverCores:F2} cores, host {HostCores:F2} ({1000 * HostCores / Math.Max(1, TurnRate):F2} ms a turn)");
        Console.WriteLine($"  statuses         {string.Join("  ", Statuses.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}: {s.Value}"))}");
        Console.WriteLine($"  observed {Observed}  late {Late}  lost {Lost}  texts per turn {TextsPerTurn:F2}  drained in {DrainSeconds:F1} s{(Drained ? "" : "  NOT DRAINED")}");
    }
}
