namespace CustomerService.Gateway.Health;

/// <summary>How the process is.</summary>
public sealed record HealthAnswer
{
    /// <summary>healthy, degraded or unhealthy.</summary>
    public required string Status { get; init; }

    /// <summary>By name of the check.</summary>
    public required IReadOnlyDictionary<string, HealthEntry> Checks { get; init; }
}

/// <summary>One check.</summary>
public sealed record HealthEntry
{
    /// <summary>healthy, degraded or unhealthy.</summary>
    public required string Status { get; init; }

    /// <summary>What was found, where there is something to say.</summary>
    public string? Description { get; init; }
}
