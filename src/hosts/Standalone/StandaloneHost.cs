using CustomerService.Gateway;
using CustomerService.Grains;
using CustomerService.Hosting;
using CustomerService.Hosting.Dashboard;
using CustomerService.Hosting.Lifetime;
using CustomerService.Language;
using CustomerService.Storage.Shop;
using CustomerService.Storage.Sqlite;

namespace CustomerService.Standalone;

/// <summary>Wires the standalone form: everything in one process, one data folder.</summary>
internal static class StandaloneHost
{
    /// <summary>The host, ready to run.</summary>
    /// <param name="data">The data folder; created where it is missing.</param>
    /// <param name="urls">Addresses to listen on, separated by ';'; null for those of the configuration.</param>
    /// <param name="args">Configuration as <c>--Section:Key=value</c>.</param>
    public static WebApplication Build(string data, string? urls, string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration["Storage:Folder"] = Path.GetFullPath(data);
        builder.Configuration.AddLocalSecrets(Path.GetFullPath(data));
        // The indexes of this tenant are built at start: the first question need not wait for them.
        builder.Configuration["Language:Tenants:0"] ??= "default";
        builder.Configuration["Language:IndexFolder"] ??= Path.GetFullPath(Path.Combine(data, "index"));
        builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = true);
        if (urls is not null)
            builder.WebHost.UseUrls(urls);
        builder.Services
            .AddSqliteStorage(builder.Configuration.GetSection("Storage"))
            .AddShop(builder.Configuration)
            .AddCustomerServiceGrains(builder.Configuration)
            .AddLanguage(builder.Configuration.GetSection("Language"), besideConversations: true)
            .AddIndexHealth()
            .AddGateway(builder.Configuration);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(
                builder.Configuration.GetValue("Silo:Port", 0) is > 0 and var port ? port : FreePort.Next(),
                builder.Configuration.GetValue("Silo:GatewayPort", 0) is > 0 and var gateway ? gateway : FreePort.Next())
            .AddSqliteGrainStorageAsDefault()
            .UseSqliteReminders()
            .TraceCalls(builder.Configuration)
            .GatherForDashboard(builder.Configuration));
        var app = builder.Build();
        app.MapGateway();
        app.MapDashboard();
        return app;
    }
}
