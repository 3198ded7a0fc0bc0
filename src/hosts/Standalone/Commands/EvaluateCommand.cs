using System.CommandLine;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;
using CustomerService.Core.Text;
using CustomerService.Core.Understanding;
using CustomerService.Hosting;
using CustomerService.Language;
using CustomerService.Language.Evaluation;
using CustomerService.Language.Retrieval;

namespace CustomerService.Standalone.Commands;

/// <summary><c>evaluate</c>: how well the model understands a data set of one's own.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var dataset = new Argument<string>("dataset")
        {
            Description = "A .tsv, .csv or .jsonl file with text (or query), intent, sentiment, product_type, user_id, slots.",
        };
        var output = new Option<string>("--output")
        {
            Description = "The folder that report.md, report.json and calibration.svg are written to.",
            DefaultValueFactory = _ => "evaluation",
        };
        var tenant = new Option<string>("--tenant") { Description = "Whose catalogue names product types.", DefaultValueFactory = _ => "default" };
        var data = CommonOptions.Data();
        var command = new Command("evaluate", "Reads a labelled data set with the model and tells how much of it is understood.") { dataset, output, tenant, data };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var set = DatasetFile.Load(parsed.GetValue(dataset)!);
                foreach (var problem in set.Problems)
                    await Console.Error.WriteLineAsync(problem.ToString());
                await using var app = StandaloneHost.Build(parsed.GetValue(data)!, urls: null, [.. parsed.UnmatchedTokens]);
                await Write(await Evaluate(app.Services, set, parsed.GetValue(tenant)!, cancellation), parsed.GetValue(output)!, cancellation);
                return set.Problems.Count == 0 ? 0 : 1;
            }
            catch (Exception e) when (e is DatasetException or IOException or UnauthorizedAccessException || StartMistakes.Explain(e) is not null)
            {
                await Console.Error.WriteLineAsync(StartMistakes.Explain(e) ?? e.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<EvaluationReport> Evaluate(IServiceProvider services, Dataset set, string tenant, CancellationToken cancellation)
    {
        var reader = services.GetRequiredService<LanguageReader>();
        var types = services.GetRequiredService<ProductTypes>();
        var catalogue = services.GetRequiredService<ICatalogueSource>();
        await types.Prepare(tenant, cancellation);
        // The reader of this process: no silo runs here.
        var understander = new Understander(reader, services.GetRequiredService<ISlotExtractor>(), catalogue, types, Misspellings.LoadShipped());
        var understood = await understander.Understand(
            tenant, [.. set.Rows.Select(r => r.Text)], services.GetRequiredService<TimeProvider>().GetLocalNow(), cancellation);
        return Evaluator.Compare(
            set, understood, reader.Model, reader.UnknownThreshold,
            withTypes: catalogue.Current(tenant).Categories.Count > 0);
    }

    private static async Task Write(EvaluationReport report, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var text = ReportText.Markdown(report);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), text + "\n![Calibration](calibration.svg)\n", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.json"), ReportText.Json(report), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "calibration.svg"), CalibrationPlot.Draw(report.IntentCalibration), cancellation);
        Console.WriteLine(text);
        Console.WriteLine($"Written to {Path.GetFullPath(folder)}.");
    }
}
