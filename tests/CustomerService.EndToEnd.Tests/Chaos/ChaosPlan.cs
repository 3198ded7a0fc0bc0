using System.Globalization;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>What is done to a cluster.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL of a silo.</summary>
    KillSilo,

    /// <summary>SIGKILL of a gateway.</summary>
    KillGateway,

    /// <summary>SIGSTOP of a silo for longer than the failure detector's patience, then SIGCONT: it wakes and writes on.</summary>
    Zombie,

    /// <summary>SIGKILL of PostgreSQL.</summary>
    KillPostgres,

    /// <summary>Every connection that the database has is taken for some seconds.</summary>
    NoConnections,

    /// <summary>No packet reaches the address of a silo, while it reaches the database and what it connects to.</summary>
    CutOff,
}

/// <summary>How often each, in an order that the seed decides.</summary>
internal sealed record ChaosPlan(int Silos, int Gateways, int Zombies, int DatabaseKills, int Exhaustions, int Cuts)
{
    /// <summary>For every build: under four minutes on two cores.</summary>
    public static ChaosPlan Short { get; } = new(7, 3, 3, 1, 1, 1);

    /// <summary>For a release: some forty minutes.</summary>
    public static ChaosPlan Long { get; } = new(67, 33, 20, 5, 5, 5);

    /// <summary>After each fault, beside a second or two; long enough, and a fault's own recovery is seen.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>
    /// <c>short</c> (as nothing), <c>long</c>, or counts such as <c>silos=3,gateways=1,zombies=2,databases=1,connections=1,cuts=1,rest=20</c>
    /// (rest in seconds); what is left out is not done.
    /// </summary>
    public static ChaosPlan Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text == "short")
            return Short;
        if (text == "long")
            return Long;
        var counts = text.Split(',').Select(p => p.Split('=')).ToDictionary(
            p => p[0], p => int.Parse(p[^1], NumberStyles.None, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        string[] known = ["silos", "gateways", "zombies", "databases", "connections", "cuts", "rest"];
        if (counts.Keys.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new InvalidOperationException($"CS_CHAOS has '{unknown}': give short, long, or counts of {string.Join(", ", known)}.");
        int[] of = [.. known.Select(k => counts.GetValueOrDefault(k))];
        return new(of[0], of[1], of[2], of[3], of[4], of[5]) { Rest = TimeSpan.FromSeconds(of[6]) };
    }

    public IReadOnlyList<FaultKind> Order(Random random)
    {
        FaultKind[] faults =
        [
            .. Enumerable.Repeat(FaultKind.KillSilo, Silos), .. Enumerable.Repeat(FaultKind.KillGateway, Gateways),
            .. Enumerable.Repeat(FaultKind.Zombie, Zombies), .. Enumerable.Repeat(FaultKind.KillPostgres, DatabaseKills),
            .. Enumerable.Repeat(FaultKind.NoConnections, Exhaustions), .. Enumerable.Repeat(FaultKind.CutOff, Cuts),
        ];
        random.Shuffle(faults);
        return faults;
    }
}
