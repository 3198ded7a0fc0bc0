namespace CustomerService.LocalCluster;

/// <summary>What was asked for.</summary>
/// <param name="Silos">How many silos.</param>
/// <param name="Inference">How many more for the language model alone; with one, the others have none.</param>
/// <param name="Gateways">How many gateways.</param>
/// <param name="Connection">Of a PostgreSQL that runs; null for a throwaway one.</param>
/// <param name="Port">Of the first gateway.</param>
/// <param name="Data">The folder of keys, logs and <c>cluster.json</c>.</param>
/// <param name="Settings">For every process, as <c>--Section:Key=value</c>.</param>
internal sealed record ClusterPlan(
    int Silos, int Inference, int Gateways, string? Connection, int Port, string Data, IReadOnlyList<string> Settings);

/// <summary>The cluster did not come up; the message says why.</summary>
internal sealed class ClusterStartException : Exception
{
    public ClusterStartException()
    {
    }

    public ClusterStartException(string message)
        : base(message)
    {
    }

    public ClusterStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
