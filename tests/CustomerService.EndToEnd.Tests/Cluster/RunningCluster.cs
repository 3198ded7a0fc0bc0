using CustomerService.EndToEnd.Tests.Console;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>One cluster for the classes that leave it as they found it: starting one takes a quarter of a minute.</summary>
[CollectionDefinition]
public sealed class OneCluster : ICollectionFixture<RunningCluster>;

/// <summary>Two silos and a gateway, each a process.</summary>
public sealed class RunningCluster : IAsyncLifetime
{
    // Answers and not their pace are looked at: a turn that is run again on a busy machine, on a silo that is just warm,
    // would now and then miss a second and give a smaller answer.
    public ClusterHost Host { get; } = new(silos: 2, gateways: 1, [ClusterHost.PatientTurns, .. DashboardWalk.Settings]);

    public async ValueTask InitializeAsync() => await Host.Start(CancellationToken.None);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
