using CustomerService.EndToEnd.Tests.Support;
using CustomerService.EndToEnd.Tests.Traces;

namespace CustomerService.EndToEnd.Tests.Cluster;

/// <summary>One cluster for the classes that need the language model in a process of its own.</summary>
[CollectionDefinition]
public sealed class ModelApart : ICollectionFixture<ModelApartCluster>;

/// <summary>A gateway, a silo of conversations and a silo of the language model, and a collector of their spans.</summary>
public sealed class ModelApartCluster : IAsyncLifetime
{
    internal ClusterHost Host { get; private set; } = null!;

    internal Collector Collector { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Collector = await Collector.Start();
        Host = new(
            silos: 1, gateways: 1, "--inference", "1",
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={Collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_BSP_SCHEDULE_DELAY=100");
        await Host.Start(CancellationToken.None);
        // The first turn of processes that have just started may miss its budget; it is nobody's.
        using var http = Host.Client();
        await new Shopper(http, "first").Ask("X1黑色256G还有货吗", CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        await Collector.DisposeAsync();
    }
}
