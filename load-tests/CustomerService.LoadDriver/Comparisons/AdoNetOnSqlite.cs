using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>Orleans' ADO.NET grain storage on a SQLite file, with tables and statements to its contract.</summary>
internal static class AdoNetOnSqlite
{
    // The provider reads its statements by key from OrleansQuery; parameters and result columns are its contract.
    // One statement a write: compare-and-set with the version, an insert where the grain has none.
    private const string Tables = """
        PRAGMA journal_mode = WAL;
        CREATE TABLE OrleansQuery (QueryKey TEXT NOT NULL PRIMARY KEY, QueryText TEXT NOT NULL);
        CREATE TABLE states (
            id_hash INTEGER NOT NULL, n0 INTEGER NOT NULL, n1 INTEGER NOT NULL, type_hash INTEGER NOT NULL,
            type TEXT NOT NULL, extension TEXT NOT NULL, service TEXT NOT NULL,
            version INTEGER NOT NULL, payload BLOB,
            PRIMARY KEY (id_hash, type_hash, n0, n1, type, extension, service)
        );
        INSERT INTO OrleansQuery VALUES
            ('WriteToStorageKey', '
                INSERT INTO states (id_hash, n0, n1, type_hash, type, extension, service, version, payload)
                VALUES (@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString,
                    ifnull(@GrainIdExtensionString, ''''), @ServiceId, 1, @PayloadBinary)
                ON CONFLICT DO UPDATE SET version = version + 1, payload = excluded.payload
                    WHERE version = @GrainStateVersion
                RETURNING version AS NewGrainStateVersion'),
            ('ReadFromStorageKey', '
                SELECT payload AS PayloadBinary, version AS Version FROM states
                WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
                    AND type = @GrainTypeString AND extension = ifnull(@GrainIdExtensionString, '''')
                    AND service = @ServiceId'),
            ('ClearStorageKey', '
                UPDATE states SET version = version + 1, payload = NULL
                WHERE id_hash = @GrainIdHash AND type_hash = @GrainTypeHash AND n0 = @GrainIdN0 AND n1 = @GrainIdN1
                    AND type = @GrainTypeString AND extension = ifnull(@GrainIdExtensionString, '''')
                    AND service = @ServiceId AND version = @GrainStateVersion
                RETURNING version AS NewGrainStateVersion');
        """;

    public static async Task<IGrainStorage> Open(string folder, IServiceProvider services)
    {
        Directory.CreateDirectory(folder);
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "adonet.db"), DefaultTimeout = 60 }.ToString();
        await using (var connection = new SqliteConnection(file))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = Tables;
            await command.ExecuteNonQueryAsync();
        }
        var storage = new AdoNetGrainStorage(
            services.GetRequiredService<IActivatorProvider>(),
            NullLogger<AdoNetGrainStorage>.Instance,
            Options.Create(new AdoNetGrainStorageOptions
            {
                Invariant = "System.Data.SQLite",
                ConnectionString = file,
                GrainStorageSerializer = new BlobSerializer(),
            }),
            Options.Create(new ClusterOptions { ServiceId = "measurements" }),
            "adonet");
        var lifecycle = new StartOnly();
        storage.Participate(lifecycle);
        await lifecycle.Start();
        return storage;
    }

    /// <summary>As much of a silo's life as a storage provider needs.</summary>
    private sealed class StartOnly : ISiloLifecycle
    {
        private readonly List<ILifecycleObserver> _observers = [];

        public int HighestCompletedStage => 0;

        public int LowestStoppedStage => 0;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            _observers.Add(observer);
            return new Nothing();
        }

        public async Task Start()
        {
            foreach (var observer in _observers)
                await observer.OnStart(CancellationToken.None);
        }

        private sealed class Nothing : IDisposable
        {
            public void Dispose()
            {
            }
        }
    }
}
