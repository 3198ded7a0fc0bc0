using System.Globalization;
using CustomerService.Core.Conversations;
using CustomerService.Storage.Sqlite;
using CustomerService.Storage.Tests.Conversations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;

namespace CustomerService.Storage.Tests.Sqlite;

/// <summary>The storage of the standalone form on a folder of its own, wired as the host wires it.</summary>
internal sealed class TemporaryStorage : ITestStorage, IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "storage-" + Guid.NewGuid().ToString("N"));
    private readonly ISqliteSchema[] _schemas;
    private ServiceProvider _services;

    public TemporaryStorage(params ISqliteSchema[] schemas)
    {
        _schemas = schemas;
        _services = Build(schemas);
        try
        {
            _ = Database;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-11-11T00:00:00Z", CultureInfo.InvariantCulture));

    public IServiceProvider Services => _services;

    public SqliteDatabase Database => _services.GetRequiredService<SqliteDatabase>();

    public IInbox Inbox => _services.GetRequiredService<IInbox>();

    public IInboxDelivery Delivery => _services.GetRequiredService<IInboxDelivery>();

    public IDeadLetters DeadLetters => _services.GetRequiredService<IDeadLetters>();

    public ITranscript Transcript => _services.GetRequiredService<ITranscript>();

    public InboxRetention Retention => _services.GetRequiredService<InboxRetention>();

    /// <summary>Closes the file and opens it as a later start of the program would.</summary>
    public void Reopen() => Reopen(_schemas);

    public void Reopen(params ISqliteSchema[] schemas)
    {
        _services.Dispose();
        _services = Build(schemas);
        _ = Database;
    }

    public Task<long> Cleanup(DateTimeOffset finishedBefore) => Retention.Cleanup(finishedBefore);

    public Task Execute(string sql) => Database.Write((connection, _) => connection.Prepared(sql).ExecuteNonQuery());

    Task ITestStorage.Reopen()
    {
        Reopen();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ServiceProvider Build(ISqliteSchema[] schemas)
    {
        var settings = new Dictionary<string, string?> { ["Storage:Folder"] = _folder };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time);
        services.AddSqliteStorage(configuration.GetSection("Storage"));
        services.AddSerializer();
        foreach (var schema in schemas)
            services.AddSingleton(schema);
        return services.BuildServiceProvider(validateScopes: true);
    }
}

/// <summary>A table of the tests.</summary>
internal sealed class NotesSchema(params string[] steps) : ISqliteSchema
{
    public const string First = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)";

    public string Name => "notes";

    public IReadOnlyList<string> Steps => steps;
}
