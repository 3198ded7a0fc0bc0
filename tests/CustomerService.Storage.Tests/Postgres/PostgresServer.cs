using CustomerService.Storage.Postgres;
using CustomerService.Storage.Tests.Postgres;
using CustomerService.Storage.Tests.Shop;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace CustomerService.Storage.Tests.Postgres;

/// <summary>The one server of a test run, started when the first test wants it; each test gets a database of its own.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Template = "customer_service";
    private readonly SemaphoreSlim _gate = new(1);
    private ThrowawayPostgres? _server;
    private int _databases;

    /// <summary>The connection string of a new database with the tables of this program.</summary>
    public Task<string> Database() => Create(Template);

    /// <summary>The connection string of a new database without tables.</summary>
    public Task<string> EmptyDatabase() => Create("template0");

    /// <summary>A shop without data on a new database.</summary>
    internal async Task<TableShop> Shop() => new(await Database());

    /// <summary>Skips the test where PostgreSQL is not installed.</summary>
    public static void Need() =>
        Assert.SkipWhen(ThrowawayPostgres.Programs is null, "PostgreSQL is not installed (package postgresql-15).");

    public static IConfigurationSection Section(string connectionString) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Postgres:ConnectionString"] = connectionString,
            // A dozen tests at once share the server's connections.
            ["Postgres:MaxConnections"] = "9",
        })
        .Build().GetSection("Postgres");

    public static async Task Execute(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
        });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private async Task<string> Create(string template)
    {
        var server = await Server();
        var name = $"test{Interlocked.Increment(ref _databases)}";
        // A database is copied only while nobody is connected to it.
        var other = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres" };
        await Execute(other.ConnectionString, $"CREATE DATABASE {name} TEMPLATE {template}");
        other.Database = name;
        return other.ConnectionString;
    }

    private async Task<ThrowawayPostgres> Server()
    {
        Need();
        await _gate.WaitAsync();
        try
        {
            if (_server is not null)
                return _server;
            var server = await ThrowawayPostgres.Start(
                Path.Combine(Path.GetTempPath(), "postgres-tests-" + Guid.NewGuid().ToString("N")));
            await using var services = new ServiceCollection().AddPostgresDatabase(
                Section(server.ConnectionString + ";Pooling=false")).BuildServiceProvider();
            await services.GetRequiredService<PostgresMigrator>().Migrate();
            return _server = server;
        }
        finally
        {
            _gate.Release();
        }
    }
}
