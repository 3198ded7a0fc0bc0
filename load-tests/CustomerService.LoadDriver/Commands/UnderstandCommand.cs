using System.CommandLine;
using CustomerService.LoadDriver.Comparisons;
using CustomerService.LoadDriver.Host;
using CustomerService.LoadDriver.OpenModel;

namespace CustomerService.LoadDriver.Commands;

/// <summary><c>understand</c>: the model alone against the turns of a host.</summary>
internal static class UnderstandCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "The model's folder, as the host's Language:ModelFolder.", DefaultValueFactory = _ => "models/understanding" };
        var callers = new Option<int>("--callers") { Description = "Callers with one text each under way.", DefaultValueFactory = _ => 256 };
        var inference = new Option<int>("--inference-seconds") { Description = "Length of the part without a host.", DefaultValueFactory = _ => 15 };
        var url = CommonOptions.Url("A running host with the same model: its saturation is searched afterwards, for the ratio.");
        var json = CommonOptions.Json();
        var load = new LoadOptions();
        var command = new Command("understand", "Measures texts a second of the model in this process, and turns a second of a host against it.") { model, callers, inference, url, json };
        load.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var mix = load.ReadMix(parsed);
            var alone = await InferenceOnly.Measure(
                parsed.GetValue(model)!, mix, parsed.GetValue(callers), TimeSpan.FromSeconds(parsed.GetValue(inference)), cancellation);
            Console.WriteLine($"model alone: {alone.TextsPerSecond:F1} texts/s, {alone.MeanTokens:F1} tokens a text with its two marks");
            Saturation? turns = null;
            if (parsed.GetValue(url) is { } address)
            {
                using var host = new HostClient(address);
                using var others = load.Others(parsed);
                turns = await SaturationSearch.Find(parsed.GetValue(load.Rate), load.Runner(parsed, host, others, cancellation));
                Console.WriteLine($"host: {turns.Turns:F1} turns/s at saturation, reading {turns.Texts:F1} texts/s");
                Console.WriteLine($"ratio turns : texts of the model alone = {turns.Turns / alone.TextsPerSecond:F2} (goal 0.8); texts read by the host : texts of the model alone = {turns.Texts / alone.TextsPerSecond:F2}");
            }
            await CommonOptions.Save(parsed.GetValue(json), new { alone, turns, ratio = turns?.Turns / alone.TextsPerSecond }, cancellation);
            return 0;
        });
        return command;
    }
}
