using CustomerService.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class SqliteMigrationsTests
{
    private const string Second = "ALTER TABLE note ADD COLUMN author TEXT";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_AgainAndAgain_AppliesEveryStepOnce()
    {
        using var storage = new TemporaryStorage(new NotesSchema(NotesSchema.First, Second));
        storage.Reopen();
        storage.Reopen();

        (await Versions(storage)).ShouldBe(
            [("console", 2), ("coupons", 1), ("desk", 1), ("grain_state", 1), ("inbox", 2), ("notes", 2), ("reminder", 1), ("transcript", 1), ("webhooks", 1)]);
    }

    [Fact]
    public async Task Open_SchemaHasGrown_AppliesTheNewStepAndKeepsRows()
    {
        using var storage = new TemporaryStorage(new NotesSchema(NotesSchema.First));
        await storage.Database.Write(
            (connection, _) => connection.Prepared("INSERT INTO note VALUES (1, 'kept')").ExecuteNonQuery(), Token);
        storage.Reopen(new NotesSchema(NotesSchema.First, Second));

        (await storage.Database.Read(
            connection => connection.Prepared("SELECT text FROM note WHERE author IS NULL").ExecuteScalar(), Token))
            .ShouldBe("kept");
    }

    [Fact]
    public void Open_NewerSchema_IsRefusedInASentence()
    {
        using var storage = new TemporaryStorage(new NotesSchema(NotesSchema.First, Second));

        var refused = Should.Throw<InvalidOperationException>(
            () => storage.Reopen(new NotesSchema(NotesSchema.First)));
        refused.Message.ShouldContain("'notes' in version 2, and this program knows only version 1: start the program");
    }

    [Fact]
    public async Task Open_AStepFails_NothingOfTheUpgradeStays()
    {
        using var storage = new TemporaryStorage(new NotesSchema(NotesSchema.First));
        Should.Throw<SqliteException>(
            () => storage.Reopen(new NotesSchema(NotesSchema.First, Second, "CREATE TABLE note (id INTEGER)")));
        storage.Reopen(new NotesSchema(NotesSchema.First));

        (await Versions(storage)).ShouldContain(("notes", 1));
        (await storage.Database.Read(
            connection => connection.Prepared("SELECT count(*) FROM pragma_table_info('note')").ExecuteScalar(), Token))
            .ShouldBe(2L);
    }

    [Fact]
    public void Open_NameIsUsedTwice_IsRefused()
    {
        var schema = new NotesSchema(NotesSchema.First);

        Should.Throw<InvalidOperationException>(() => new TemporaryStorage(schema, schema))
            .Message.ShouldContain("'notes'");
    }

    private static ValueTask<List<(string Name, int Version)>> Versions(TemporaryStorage storage) =>
        storage.Database.Read(
            connection =>
            {
                var versions = new List<(string, int)>();
                using var reader = connection
                    .Prepared("SELECT name, version FROM schema_version ORDER BY name").ExecuteReader();
                while (reader.Read())
                    versions.Add((reader.GetString(0), reader.GetInt32(1)));
                return versions;
            },
            Token);
}
