using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Cluster.Tests.Support;

/// <summary>A data folder that outlives the clusters started on it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), "cluster-" + Guid.NewGuid().ToString("N"));

    public IConfiguration Configuration => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Storage:Folder"] = _path,
        ["Conversation:QuietTime"] = TestCluster.QuietTime.ToString(),
        ["Conversation:RedeliverAfter"] = TestCluster.RedeliverAfter.ToString(),
        ["Conversation:TurnBudget"] = TestCluster.TurnBudget.ToString(),
        ["Conversation:TurnsAtOnce"] = $"{TestCluster.TurnsAtOnce}",
    }).Build();

    /// <summary>Appends as a gateway does while no silo runs.</summary>
    public async Task<InboxEntry> Append(string conversation, string messageId, string text)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSqliteStorage(Configuration.GetSection("Storage"));
        await using var provider = services.BuildServiceProvider();
        var accepted = await provider.GetRequiredService<IInbox>().Append(new InboxMessage(
            ConversationId.Parse(conversation), messageId, InboxKind.Message, text, TimeProvider.System.GetUtcNow()));
        return accepted.Entry;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
