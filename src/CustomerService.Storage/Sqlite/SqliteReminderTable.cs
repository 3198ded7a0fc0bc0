namespace CustomerService.Storage.Sqlite;

/// <summary>
/// Reminders in <see cref="SqliteDatabase"/>. An etag is never given twice, so one from before a removal does not
/// remove what was registered after it.
/// </summary>
public sealed class SqliteReminderTable(SqliteDatabase database) : IReminderTable
{
    /// <summary>Nothing to do: the database is open.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        var grain = grainId.ToString();
        return new ReminderTableData(await database.Read(connection =>
            ReminderTable.Read(connection.Prepared(ReminderTable.OfGrain).With("$grain", grain))));
    }

    /// <summary>
    /// Reminders of grains whose hash is in (begin, end]; where begin is not below end, the range goes over the top
    /// of the ring: hash &gt; begin or hash ≤ end.
    /// </summary>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var range = begin < end ? ReminderTable.Between : ReminderTable.Around;
        return new ReminderTableData(await database.Read(connection =>
            ReminderTable.Read(connection.Prepared(range).With("$begin", (long)begin).With("$end", (long)end))));
    }

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var grain = grainId.ToString();
        var found = await database.Read(connection => ReminderTable.Read(
            connection.Prepared(ReminderTable.One).With("$grain", grain).With("$name", reminderName)));
        return found.SingleOrDefault();
    }

    /// <inheritdoc/>
    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        var etag = Guid.NewGuid().ToString("N");
        var grain = entry.GrainId.ToString();
        var hash = (long)entry.GrainId.GetUniformHashCode();
        // Orleans means UTC where it does not say so.
        var start = (entry.StartAt.Kind == DateTimeKind.Local ? entry.StartAt.ToUniversalTime() : entry.StartAt).Ticks;
        var (name, period) = (entry.ReminderName, entry.Period.Ticks);
        return database.Write<string?>((connection, _) =>
        {
            connection.Prepared(ReminderTable.Upsert)
                .With("$grain", grain)
                .With("$name", name)
                .With("$hash", hash)
                .With("$start_at", start)
                .With("$period", period)
                .With("$etag", etag)
                .ExecuteNonQuery();
            return etag;
        });
    }

    /// <inheritdoc/>
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var grain = grainId.ToString();
        return database.Write((connection, _) => connection.Prepared(ReminderTable.Remove)
            .With("$grain", grain).With("$name", reminderName).With("$etag", eTag).ExecuteNonQuery() == 1);
    }

    /// <inheritdoc/>
    public Task TestOnlyClearTable() =>
        database.Write((connection, _) => connection.Prepared(ReminderTable.Clear).ExecuteNonQuery());
}
