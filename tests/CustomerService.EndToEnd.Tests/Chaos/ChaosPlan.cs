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
internal sealed record ChaosPlan(int Kills, int Zombies, int DatabaseKills, int Exhaustions, int Cuts)
{
    /// <summary>For every build: under four minutes on two cores.</summary>
    public static ChaosPlan Short { get; } = new(10, 3, 1, 1, 1);

    /// <summary>For a release: some forty minutes.</summary>
    public static ChaosPlan Long { get; } = new(100, 20, 5, 5, 5);

    public IReadOnlyList<FaultKind> Order(Random random)
    {
        // Two kills of three hit a silo: there lies what can be lost.
        FaultKind[] faults =
        [
            .. Enumerable.Range(0, Kills).Select(i => i % 3 == 2 ? FaultKind.KillGateway : FaultKind.KillSilo),
            .. Enumerable.Repeat(FaultKind.Zombie, Zombies), .. Enumerable.Repeat(FaultKind.KillPostgres, DatabaseKills),
            .. Enumerable.Repeat(FaultKind.NoConnections, Exhaustions), .. Enumerable.Repeat(FaultKind.CutOff, Cuts),
        ];
        random.Shuffle(faults);
        return faults;
    }
}
