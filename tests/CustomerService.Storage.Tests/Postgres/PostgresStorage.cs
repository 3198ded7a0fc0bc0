using System.Globalization;
using CustomerService.Core.Conversations;
using CustomerService.Storage.Postgres;
using CustomerService.Storage.Tests.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Storage.Tests.Postgres;

/// <summary>The storage of the cluster form on a database of its own, wired as a host wires it.</summary>
internal sealed class PostgresStorage : ITestStorage
{
    private ServiceProvider _services;

    private PostgresStorage(string connectionString)
    {
        ConnectionString = connectionString;
        _services = Process();
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-11-11T00:00:00Z", CultureInfo.InvariantCulture));

    public string ConnectionString { get; }

    public IServiceProvider Services => _services;

    public PostgresDatabase Database => _services.GetRequiredService<PostgresDatabase>();

    public IInbox Inbox => _services.GetRequiredService<IInbox>();

    public IInboxDelivery Delivery => _services.GetRequiredService<IInboxDelivery>();

    public IDeadLetters DeadLetters => _services.GetRequiredService<IDeadLetters>();

    public ITranscript Transcript => _services.GetRequiredService<ITranscript>();

    public static async Task<PostgresStorage> Open(PostgresServer server) => new(await server.Database());

    /// <summary>What another process on the same database has.</summary>
    public ServiceProvider Process() => new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time)
        .AddPostgresStorage(PostgresServer.Section(ConnectionString)).BuildServiceProvider(validateScopes: true);

    public Task<long> Cleanup(DateTimeOffset finishedBefore) =>
        _services.GetRequiredService<PostgresRetention>().Cleanup(finishedBefore);

    public Task Execute(string sql) => Database.Execute(sql, CancellationToken.None);

    public async Task Reopen()
    {
        await _services.DisposeAsync();
        _services = Process();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
