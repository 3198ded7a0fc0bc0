using CustomerService.EndToEnd.Tests.Console;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>The dashboard of Orleans at a gateway, which is no silo itself.</summary>
[Collection<OneCluster>]
public sealed class GatewayDashboardTests(RunningCluster running)
{
    [Fact]
    public async Task Dashboard_AtAGateway_IsForOperatorsAloneAndShowsTheSilos() =>
        await DashboardWalk.IsForOperatorsAlone(running.Host, silos: 2);
}
