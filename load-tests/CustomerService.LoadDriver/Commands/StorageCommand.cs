using System.CommandLine;
using CustomerService.LoadDriver.Comparisons;
using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Serializers;

namespace CustomerService.LoadDriver.Commands;

/// <summary><c>storage</c>: the product's grain storage against Orleans' ADO.NET provider, both on SQLite.</summary>
internal static class StorageCommand
{
    public static Command Create()
    {
        var writers = new Option<int>("--writers") { Description = "Writers at once.", DefaultValueFactory = _ => 64 };
        var bytes = new Option<int>("--bytes") { Description = "Size of a state.", DefaultValueFactory = _ => 4096 };
        var (seconds, folder, json) = (CommonOptions.Seconds(10), CommonOptions.Folder(), CommonOptions.Json());
        var command = new Command("storage", "Measures grain state writes a second of both storages in one run.") { writers, bytes, seconds, folder, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var length = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            var (many, size) = (parsed.GetValue(writers), parsed.GetValue(bytes));
            await using var temporary = new TemporaryDatabase(parsed.GetValue(folder)!);
            var own = new SqliteGrainStorage(
                temporary.Database, new SqliteGrainStorageOptions { GrainStorageSerializer = new BlobSerializer() },
                temporary.Services.GetRequiredService<IActivatorProvider>());
            var ado = await AdoNetOnSqlite.Open(Path.GetDirectoryName(temporary.Database.File)!, temporary.Services);
            // A writer alone pays a sync a write in both; the provider's writers wait for each other's lock beyond it.
            var (ownAlone, adoAlone) = (await StorageWrites.Measure(own, 1, size, length / 2), await StorageWrites.Measure(ado, 1, size, length / 2));
            var (ownMany, adoMany) = (await StorageWrites.Measure(own, many, size, length), await StorageWrites.Measure(ado, many, size, length));
            Console.WriteLine($"own storage:     {ownAlone:F0} writes/s with 1 writer, {ownMany:F0} with {many}");
            Console.WriteLine($"ADO.NET storage: {adoAlone:F0} writes/s with 1 writer, {adoMany:F0} with {many}");
            Console.WriteLine($"ratio own : ADO.NET = {ownMany / adoMany:F1} with {many} writers, {ownMany / Math.Max(adoAlone, adoMany):F1} against the provider's better figure (goal 2)");
            await CommonOptions.Save(parsed.GetValue(json), new { ownAlone, ownMany, adoAlone, adoMany, ratio = ownMany / adoMany }, cancellation);
            return 0;
        });
        return command;
    }
}
