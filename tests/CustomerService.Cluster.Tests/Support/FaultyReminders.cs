using CustomerService.Storage.Sqlite;

namespace CustomerService.Cluster.Tests.Support;

/// <summary>The real reminder table, whose writes fail on demand.</summary>
internal sealed class FaultyReminders(SqliteReminderTable table) : IReminderTable
{
    /// <summary>Throws where a write shall fail.</summary>
    public Action? BeforeUpsert { get; set; }

    public Task StartAsync(CancellationToken cancellationToken = default) => table.StartAsync(cancellationToken);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => table.ReadRows(grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => table.ReadRows(begin, end);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => table.ReadRow(grainId, reminderName);

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        BeforeUpsert?.Invoke();
        return await table.UpsertRow(entry);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => table.RemoveRow(grainId, reminderName, eTag);

    public Task TestOnlyClearTable() => table.TestOnlyClearTable();
}
