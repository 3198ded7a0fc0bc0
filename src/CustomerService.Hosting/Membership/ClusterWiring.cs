using System.Net;
using CustomerService.Grains.Placement;
using Orleans.Configuration;

namespace CustomerService.Hosting.Membership;

/// <summary>Wires processes into one cluster; where the members are kept is the storage's.</summary>
public static class ClusterWiring
{
    // A silo that stands still takes what a gateway sends through it until the gateway reads that it was ended: one row
    // a silo each time.
    private static readonly TimeSpan SilosRefresh = TimeSpan.FromSeconds(1);

    /// <summary>Settings of section <c>Cluster</c>, checked at start.</summary>
    public static IServiceCollection AddClusterOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClusterOptions>().Bind(configuration.GetSection(ClusterOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClusterOptions>>(new ClusterOptionsValidator(configuration));
        services.AddOptions<Orleans.Configuration.ClusterOptions>().Configure<IOptions<ClusterOptions>>((orleans, own) =>
            (orleans.ClusterId, orleans.ServiceId) = (own.Value.ClusterId, own.Value.ClusterId));
        return services;
    }

    /// <summary>A silo with its role, endpoints and failure detector, of sections <c>Silo</c> and <c>Cluster</c>.</summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, IConfiguration configuration)
    {
        var services = silo.Services;
        services.AddClusterOptions(configuration);
        var section = configuration.GetSection(SiloOptions.Section);
        services.AddOptions<SiloOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SiloOptions>, SiloOptionsValidator>();
        services.AddOptions<EndpointOptions>().Configure<IOptions<SiloOptions>>((endpoints, own) =>
            Listen(endpoints, own.Value));
        services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<ClusterOptions>>((membership, own) =>
            Detect(membership, own.Value));
        services.AddOptions<SiloMessagingOptions>().Configure<IOptions<ClusterOptions>>((messaging, own) =>
            messaging.ResponseTimeout = own.Value.CallTimeout);
        services.AddOptions<Orleans.Configuration.SiloOptions>().Configure<IOptions<SiloOptions>>((silo, own) =>
            silo.SiloName = SiloRoles.NameOf(own.Value.Role, IPAddress.Parse(own.Value.Address), own.Value.Port));
        services.AddHostedService<RefusedSilos>();
        if (configuration.GetValue($"{ClusterOptions.Section}:{nameof(ClusterOptions.StrongDirectory)}", false))
        {
#pragma warning disable ORLEANSEXP003 // To be measured; off.
            silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        }
        return silo;
    }

    /// <summary>A client that waits for the first silo as long as it takes, and follows silos that come and go.</summary>
    public static IClientBuilder UseCluster(this IClientBuilder client, IConfiguration configuration)
    {
        client.Services.AddClusterOptions(configuration);
        client.Services.AddOptions<ClientMessagingOptions>().Configure<IOptions<ClusterOptions>>((messaging, own) =>
            messaging.ResponseTimeout = own.Value.CallTimeout);
        client.Services.AddOptions<Orleans.Configuration.GatewayOptions>().Configure(gateways => gateways.GatewayListRefreshPeriod = SilosRefresh);
        client.Services.AddSingleton<IClientConnectionRetryFilter, UntilConnected>();
        return client;
    }

    private static void Listen(EndpointOptions endpoints, SiloOptions own)
    {
        var address = IPAddress.Parse(own.Address);
        (endpoints.AdvertisedIPAddress, endpoints.SiloPort, endpoints.GatewayPort) = (address, own.Port, own.GatewayPort);
        // A silo that others know by loopback is for this machine alone.
        var listening = IPAddress.IsLoopback(address) ? address : IPAddress.Any;
        endpoints.SiloListeningEndpoint = new(listening, own.Port);
        endpoints.GatewayListeningEndpoint = new(listening, own.GatewayPort);
    }

    private static void Detect(ClusterMembershipOptions membership, ClusterOptions own)
    {
        membership.ProbeTimeout = own.ProbeTimeout;
        // Longer probes for a slow silo would lengthen the patience with one that stands still.
        membership.MaxProbeTimeout = own.ProbeTimeout;
        membership.NumMissedProbesLimit = own.MissedProbes;
        membership.NumVotesForDeathDeclaration = own.Votes;
        // A probe by way of another silo counts as that one's vote, and an intermediary under load withholds it: on a
        // busy cluster nobody is ended. Two silos that each missed the probes themselves say as much.
        membership.EnableIndirectProbes = false;
        membership.TableRefreshTimeout = own.TableRefresh;
        membership.IAmAliveTablePublishTimeout = own.Heartbeat;
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
