using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>One cluster for a class of tests.</summary>
public sealed class RunningCluster : IAsyncLifetime
{
    public ClusterHost Host { get; } = new(silos: 2, gateways: 1);

    public async ValueTask InitializeAsync() => await Host.Start(CancellationToken.None);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
