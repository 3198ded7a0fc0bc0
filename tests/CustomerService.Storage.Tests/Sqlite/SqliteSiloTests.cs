using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Orleans.TestingHost;

namespace CustomerService.Storage.Tests.Sqlite;

/// <summary>A silo wired as the standalone host wires it.</summary>
public sealed class SqliteSiloTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "silo-" + Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Silo_Restarted_FindsStateAndReminder()
    {
        await using (var cluster = await Start())
            (await cluster.Client.GetGrain<INoteGrain>("anna").Keep(42)).ShouldBe(42);

        await using (var cluster = await Start())
        {
            var grain = cluster.Client.GetGrain<INoteGrain>("anna");
            (await grain.Read()).ShouldBe(42);
            (await grain.HasReminder()).ShouldBeTrue();
            (await grain.Keep(43)).ShouldBe(43);
        }
    }

    private async Task<InProcessTestCluster> Start()
    {
        var settings = new Dictionary<string, string?> { ["Storage:Folder"] = _folder };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSqliteStorage(configuration.GetSection("Storage"));
            silo.AddSqliteGrainStorageAsDefault();
            silo.UseSqliteReminders();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}

/// <summary>Keeps one number.</summary>
[Alias("CustomerService.Storage.Tests.INoteGrain")]
public interface INoteGrain : IGrainWithStringKey
{
    /// <summary>Writes the number and sees that a reminder is registered.</summary>
    [Alias("Keep")]
    Task<int> Keep(int value);

    /// <summary>The number.</summary>
    [Alias("Read")]
    Task<int> Read();

    /// <summary>Whether the reminder is registered.</summary>
    [Alias("HasReminder")]
    Task<bool> HasReminder();
}

/// <inheritdoc cref="INoteGrain"/>
public sealed class NoteGrain([PersistentState("note")] IPersistentState<Counter> note)
    : Grain, INoteGrain, IRemindable
{
    /// <inheritdoc/>
    public async Task<int> Keep(int value)
    {
        note.State.Value = value;
        await note.WriteStateAsync();
        await this.RegisterOrUpdateReminder("note", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        return note.State.Value;
    }

    /// <inheritdoc/>
    public Task<int> Read() => Task.FromResult(note.State.Value);

    /// <inheritdoc/>
    public async Task<bool> HasReminder() => await this.GetReminder("note") is not null;

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
