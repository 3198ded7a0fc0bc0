using System.Net;
using System.Net.Sockets;
using CustomerService.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Storage;

namespace CustomerService.Storage.Tests.Postgres;

/// <summary>Silos and a client that know each other by the database alone.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly List<IHost> _silos = [];
    private IHost? _client;

    public IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    public IGrainStorage Storage =>
        Silo(0).GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    public IServiceProvider Silo(int index) => _silos[index].Services;

    public static async Task<PostgresCluster> Start(string connectionString, int silos)
    {
        var cluster = new PostgresCluster();
        for (var i = 0; i < silos; i++)
        {
            cluster._silos.Add(await Host(connectionString, builder => builder.UseOrleans(silo =>
            {
                silo.UsePostgres().Configure<ClusterOptions>(Name);
                silo.ConfigureEndpoints(IPAddress.Loopback, FreePort(), FreePort());
            })));
        }
        cluster._client = await Host(connectionString, builder => builder.UseOrleansClient(client =>
            client.UsePostgres().Configure<ClusterOptions>(Name)));
        return cluster;
    }

    public async Task Stop(int silo)
    {
        await _silos[silo].StopAsync();
        _silos[silo].Dispose();
        _silos.RemoveAt(silo);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _silos.Prepend(_client).OfType<IHost>())
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    private static async Task<IHost> Host(string connectionString, Action<HostApplicationBuilder> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddPostgresStorage(PostgresServer.Section(connectionString));
        configure(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = ("test", "test");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
