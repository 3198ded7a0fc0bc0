using CustomerService.Contracts.Desk;
using CustomerService.Contracts.Profiles;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Grains;
using CustomerService.Storage.Shop;
using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace CustomerService.Cluster.Tests.Support;

/// <summary>One silo wired as the standalone host wires it, with the sample shop, and a stand-in for the model.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    // Lengths that nothing else uses: HandTime tells the delays of the product by them.
    public static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(1111);
    public static readonly TimeSpan RedeliverAfter = TimeSpan.FromMilliseconds(3333);
    // The pump looks so often in that time.
    public static readonly TimeSpan PumpRound = RedeliverAfter / 4;
    public const int TurnsAtOnce = 32;
    public static readonly TimeSpan TurnBudget = TimeSpan.FromMilliseconds(7777);

    private readonly InProcessTestCluster _cluster;

    private TestCluster(DataFolder folder)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => Configure(silo, folder));
        _cluster = builder.Build();
    }

    public HandTime Time { get; } = new(QuietTime, PumpRound, TurnBudget);

    public KeywordModel Model { get; } = new();

    public LogBook Log { get; } = new();

    public IClusterClient Client => _cluster.Client;

    public WatchedInbox Inbox => Services.GetRequiredService<WatchedInbox>();

    public FaultyReminders Reminders => Services.GetRequiredService<FaultyReminders>();

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public IDeskRecords Records => Services.GetRequiredService<IDeskRecords>();

    public IAgentDeskGrain Desk => Client.GetGrain<IAgentDeskGrain>("default");

    public static async Task<TestCluster> Start(DataFolder folder)
    {
        var cluster = new TestCluster(folder);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public Shopper Shopper(string name) => new(this, $"default.web.{name}");

    public IUserProfileGrain Profile(string shopper) => Client.GetGrain<IUserProfileGrain>($"default.{shopper}");

    /// <summary>Lets the time pass after which the pump steps in, and the pump look.</summary>
    public Task Redeliver()
    {
        Time.Advance(2 * RedeliverAfter);
        return Time.Elapse(PumpRound);
    }

    public async Task<long> Unfinished() => (await Inbox.Backlog()).Depth;

    /// <summary>Runs a statement past the grains, as a second writer would.</summary>
    public Task<int> Execute(string sql) => Services.GetRequiredService<SqliteDatabase>().Write((connection, transaction) =>
    {
        using var command = new SqliteCommand { Connection = connection, Transaction = transaction };
#pragma warning disable CA2100 // Constants of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    });

    public async ValueTask DisposeAsync()
    {
        Model.Before = null;
        await _cluster.DisposeAsync();
    }

    private void Configure(ISiloBuilder silo, DataFolder folder)
    {
        var configuration = folder.Configuration;
        silo.Services
            .AddLogging(l => l.AddProvider(Log))
            .AddSingleton<TimeProvider>(Time)
            .AddSqliteStorage(configuration.GetSection("Storage"))
            .AddShop(configuration)
            .AddCustomerServiceGrains(configuration)
            .AddSingleton<ILocalReader>(Model)
            .AddSingleton(new ModelFacts("keywords", "", Model.UnknownThreshold))
            .AddSingleton<IKnowledge>(Model)
            .AddSingleton<IProductTypes>(Model);
        silo.AddSqliteGrainStorageAsDefault().UseSqliteReminders();
        silo.Services
            .AddSingleton<SqliteInbox>().AddSingleton<WatchedInbox>()
            .AddSingleton<IInbox>(s => s.GetRequiredService<WatchedInbox>())
            .AddSingleton<SqliteReminderTable>().AddSingleton<FaultyReminders>()
            .AddSingleton<IReminderTable>(s => s.GetRequiredService<FaultyReminders>());
    }
}
