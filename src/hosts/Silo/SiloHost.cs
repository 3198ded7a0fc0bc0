using CustomerService.Gateway.Health;
using CustomerService.Grains;
using CustomerService.Grains.Placement;
using CustomerService.Hosting;
using CustomerService.Hosting.Dashboard;
using CustomerService.Hosting.Membership;
using CustomerService.Language;
using CustomerService.Storage.Postgres;
using CustomerService.Storage.Shop;
using CustomerService.Streaming;

namespace CustomerService.Hosts.Silo;

/// <summary>Wires a silo: grains and, as its role says, the language model; health and metrics over HTTP.</summary>
internal static class SiloHost
{
    public static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = true);
        var configuration = builder.Configuration;
        builder.Services
            .AddPostgresStorage(configuration.GetSection("Postgres"))
            .AddClusterProcess(configuration)
            .AddShop(configuration)
            .AddCustomerServiceGrains(configuration)
            .AddSiloHealth(configuration);
        if (configuration["Silo:Role"] != SiloRoles.Inference)
            builder.Services.AddStreamDelivery(configuration);
        if (configuration["Silo:Role"] == SiloRoles.Conversation)
            builder.Services.AddRemoteLanguage(configuration.GetSection("Language"));
        else
            builder.Services.AddLanguage(configuration.GetSection("Language"), besideConversations: configuration["Silo:Role"] != SiloRoles.Inference);
        builder.UseOrleans(silo => silo.UseCluster(configuration).UsePostgres().TraceCalls(configuration).GatherForDashboard(configuration));
#if EVENT_HUBS
        builder.UseOrleans(silo => CustomerService.Streaming.EventHubs.EventHubStreams.AddEventHubInbox(silo, configuration));
#endif
        var app = builder.Build();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }
}
