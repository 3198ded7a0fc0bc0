using System.CommandLine;
using CustomerService.Storage.Shop.Import;

namespace CustomerService.Standalone.Commands;

/// <summary><c>import</c>: loads a shop's folder into the tables; a running host takes it at once.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The shop's folder: shop.yaml and CSV files." };
        var tenant = new Option<string>("--tenant") { Description = "The shop.", DefaultValueFactory = _ => "default" };
        var data = CommonOptions.Data();
        var command = new Command("import", "Imports a shop; wrong rows are named with file, line and column, the rest goes in.") { folder, tenant, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = StandaloneHost.Build(parsed.GetValue(data)!, urls: null, []);
            var report = await app.Services.GetRequiredService<ShopImporter>()
                .ImportFolder(parsed.GetValue(tenant)!, parsed.GetValue(folder)!, cancellation);
            Console.WriteLine(report);
            return report.Problems.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
