using System.Data.Common;
using System.Globalization;
using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Storage.Postgres;
using CustomerService.Storage.Shop;
using CustomerService.Storage.Shop.Import;
using CustomerService.Storage.Sqlite;
using CustomerService.Storage.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace CustomerService.Storage.Tests.Shop;

/// <summary>The shop over tables on a database of its own, wired as the host wires it.</summary>
internal sealed class TableShop : IDisposable
{
    public const string Tenant = "demo";

    private readonly string? _data;
    private readonly string? _connectionString;
    private readonly ServiceProvider _services;

    /// <summary>On SQLite.</summary>
    public TableShop()
    {
        _data = Path.Combine(Path.GetTempPath(), "shop-data-" + Guid.NewGuid().ToString("N"));
        var storage = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = _data }).Build().GetSection("Storage");
        _services = Build(services => services.AddSqliteStorage(storage));
    }

    /// <summary>On PostgreSQL.</summary>
    public TableShop(string connectionString)
    {
        _connectionString = connectionString;
        _services = Build(services => services.AddPostgresStorage(PostgresServer.Section(connectionString)));
    }

    /// <summary>10:00 on 22 November 2026 in the shop.</summary>
    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-11-22T02:00:00Z", CultureInfo.InvariantCulture));

    public ShopImporter Importer => _services.GetRequiredService<ShopImporter>();

    public ICatalogueSource Catalogue => _services.GetRequiredService<ICatalogueSource>();

    public IStock Stock => _services.GetRequiredService<IStock>();

    public IOrders Orders => _services.GetRequiredService<IOrders>();

    public IPromotions Promotions => _services.GetRequiredService<IPromotions>();

    public IPolicies Policies => _services.GetRequiredService<IPolicies>();

    public IFaqSource Faq => _services.GetRequiredService<IFaqSource>();

    public static async Task<TableShop> Filled(string tenant = Tenant)
    {
        var shop = new TableShop();
        await shop.Fill(tenant);
        return shop;
    }

    public async Task Fill(string tenant = Tenant)
    {
        using var folder = new ShopFolder();
        var report = await Import(folder, tenant);
        report.Problems.ShouldBeEmpty();
    }

    public Task<ImportReport> Import(ShopFolder folder, string tenant = Tenant) => Importer.ImportFolder(tenant, folder.Path);

    /// <summary>Does what an operator does with the database's shell: SQL on a connection of another program.</summary>
    public int Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value that a query of another program gives, as text.</summary>
    public string? Scalar(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _services.Dispose();
        if (_data is not null)
            Directory.Delete(_data, recursive: true);
    }

    private ServiceProvider Build(Action<IServiceCollection> addStorage)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time);
        addStorage(services);
        return services.AddShop(new ConfigurationBuilder().Build()).BuildServiceProvider();
    }

    private DbConnection Open()
    {
        DbConnection connection = _connectionString is null
            ? new SqliteConnection($"Data Source={_services.GetRequiredService<SqliteDatabase>().File};Pooling=False")
            : new NpgsqlConnection(_connectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }
}
