using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Orleans.Configuration;

namespace CustomerService.Streaming.EventHubs;

/// <summary>
/// Event Hubs as the Orleans stream provider that <c>Stream:Provider</c> names. Settings: <c>Stream:EventHubs:</c>
/// <c>Connection</c>, <c>Hub</c>, <c>ConsumerGroup</c>, and <c>Checkpoints</c>, the connection of a table storage that
/// keeps how far each partition was read.
/// </summary>
public static class EventHubStreams
{
    private const string Section = "Stream:EventHubs";

    // Read again after a silo's death: at most what arrived within it, and bringing an entry twice changes nothing.
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(5);

    /// <summary>On a silo.</summary>
    public static ISiloBuilder AddEventHubInbox(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (Provider(configuration) is not { } provider)
            return silo;
        var checkpoints = Required(configuration, "Checkpoints");
        return silo.AddEventHubStreams(provider, hubs =>
        {
            hubs.ConfigureEventHub(options => options.Configure(o => Connect(o, configuration)));
            hubs.UseAzureTableCheckpointer(options => options.Configure(o =>
            {
                o.TableServiceClient = new TableServiceClient(checkpoints);
                o.PersistInterval = CheckpointEvery;
            }));
        });
    }

    /// <summary>On a gateway.</summary>
    public static IClientBuilder AddEventHubInbox(this IClientBuilder client, IConfiguration configuration) =>
        Provider(configuration) is { } provider
            ? client.AddEventHubStreams(provider, hubs => hubs.ConfigureEventHub(options => options.Configure(o => Connect(o, configuration))))
            : client;

    private static void Connect(EventHubOptions options, IConfiguration configuration) => options.ConfigureEventHubConnection(
        Required(configuration, "Connection"), Required(configuration, "Hub"), Required(configuration, "ConsumerGroup"));

    private static string? Provider(IConfiguration configuration) =>
        configuration[$"{StreamOptions.Section}:{nameof(StreamOptions.Provider)}"] is { Length: > 0 } name ? name : null;

    private static string Required(IConfiguration configuration, string key) =>
        configuration[$"{Section}:{key}"] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{Section}:{key} is empty: set it, or leave Stream:Provider out to do without Event Hubs.");
}
