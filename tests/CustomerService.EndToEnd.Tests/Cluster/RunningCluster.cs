using CustomerService.EndToEnd.Tests.Console;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>One cluster for the classes that leave it as they found it: starting one takes a quarter of a minute.</summary>
[CollectionDefinition]
public sealed class OneCluster : ICollectionFixture<RunningCluster>;

/// <summary>Two silos and a gateway, each a process; one shop of two can ask for more than they answer, on any machine.</summary>
public sealed class RunningCluster : IAsyncLifetime
{
    /// <summary>The shop beside <c>default</c>.</summary>
    internal const string SecondTenant = "other";

    // More than two silos answer one by one, and little enough that all of it is soon answered.
    private static readonly string[] Pace = ["--Conversation:TurnsAtOnce=1", "--Gateway:Rates:TenantPerSecond=150"];

    // Answers and not their pace are looked at: a turn that is run again on a busy machine, on a silo that is just warm,
    // would now and then miss a second and give a smaller answer.
    public ClusterHost Host { get; } = new(silos: 2, gateways: 1, [ClusterHost.PatientTurns, .. Pace, .. DashboardWalk.Settings]);

    public async ValueTask InitializeAsync() => await Host.Start(CancellationToken.None);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
