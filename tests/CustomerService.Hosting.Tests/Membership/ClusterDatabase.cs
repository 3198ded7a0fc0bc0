using CustomerService.Storage.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Hosting.Tests.Membership;

/// <summary>A PostgreSQL with the tables of this program; tests are skipped where it is not installed.</summary>
public sealed class ClusterDatabase : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    public ThrowawayPostgres Server { get; private set; } = null!;

    public PostgresDatabase Database => _services.GetRequiredService<PostgresDatabase>();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(ThrowawayPostgres.Programs is null, "PostgreSQL is not installed");
        Server = await ThrowawayPostgres.Start(Path.Combine(Path.GetTempPath(), "cluster-model-" + Guid.NewGuid().ToString("N")));
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Postgres:ConnectionString", Server.ConnectionString)]).Build();
        _services = new ServiceCollection().AddPostgresDatabase(settings.GetSection("Postgres")).BuildServiceProvider();
        await _services.GetRequiredService<PostgresMigrator>().Migrate();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        if (Server is not null)
            await Server.DisposeAsync();
    }
}
