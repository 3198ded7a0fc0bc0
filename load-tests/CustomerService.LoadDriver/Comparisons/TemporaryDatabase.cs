using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>A database of the product in a folder of its own, removed with this.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceProvider _services;

    public TemporaryDatabase(string parent)
    {
        _folder = Path.GetFullPath(Path.Combine(parent, Guid.NewGuid().ToString("N")));
        _services = new ServiceCollection().AddLogging().AddSqliteStorage(Section(_folder)).AddSerializer().BuildServiceProvider();
        Database = _services.GetRequiredService<SqliteDatabase>();
    }

    public SqliteDatabase Database { get; }

    public IServiceProvider Services => _services;

    /// <summary>The storage section for a data folder.</summary>
    public static IConfigurationSection Section(string folder) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Storage:Folder", folder)]).Build().GetSection("Storage");

    /// <summary>A connection beside the product's, as durable as the product's writer: same journal, same syncs.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;";
        command.ExecuteNonQuery();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
