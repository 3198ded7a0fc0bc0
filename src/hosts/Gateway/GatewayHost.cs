using CustomerService.Core.Slots;
using CustomerService.Core.Text;
using CustomerService.Core.Understanding;
using CustomerService.Gateway;
using CustomerService.Gateway.Warming;
using CustomerService.Grains.Understanding;
using CustomerService.Hosting;
using CustomerService.Hosting.Dashboard;
using CustomerService.Hosting.Membership;
using CustomerService.Language;
using CustomerService.Storage.Postgres;
using CustomerService.Storage.Shop;
using CustomerService.Streaming;

namespace CustomerService.Hosts.Gateway;

/// <summary>Wires a gateway: HTTP on one side, the inbox and the cluster's client on the other; no grains.</summary>
internal static class GatewayHost
{
    public static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = true);
        // The web server need not wait for the first silo: messages can be taken without one.
        builder.Services.Configure<HostOptions>(o => o.ServicesStartConcurrently = true);
        var configuration = builder.Configuration;
        builder.Services
            .AddPostgresStorage(configuration.GetSection("Postgres"))
            .AddClusterProcess(configuration)
            .AddShop(configuration)
            .AddRemoteProductTypes(configuration.GetSection("Language"))
            .AddSingleton<IReader, ClusterReader>()
            .AddSingleton<ISlotExtractor, SlotExtractor>()
            .AddSingleton(_ => Misspellings.LoadShipped())
            .AddSingleton<Understander>()
            .AddSingleton<IUnderstanding, UnderstandingOnDemand>()
            .AddSilosWatch()
            .AddStreamNudge(configuration)
            .AddGateway(configuration)
            .ListenWhenWarm();
        builder.UseOrleansClient(client => client.UseCluster(configuration).UsePostgres().TraceCalls(configuration).AskForDashboard(configuration));
#if EVENT_HUBS
        builder.UseOrleansClient(client => CustomerService.Streaming.EventHubs.EventHubStreams.AddEventHubInbox(client, configuration));
#endif
        var app = builder.Build();
        app.MapGateway();
        app.MapDashboard();
        return app;
    }
}
