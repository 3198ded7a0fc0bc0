using System.CommandLine;
using System.Globalization;
using CustomerService.Language.Evaluation;
using CustomerService.Standalone.Conversations;

namespace CustomerService.Standalone.Commands;

/// <summary><c>transfers</c>: how well hand-overs come when a human should take over.</summary>
internal static class TransfersCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var labels = new Argument<string>("labels") { Description = "A .tsv of dialogue ids and turns, such as tests/handover/jddc-transfers.tsv." };
        var dialogues = new Argument<string>("dialogues") { Description = "The .jsonl with the dialogues' texts." };
        var url = new Option<string>("--url") { Description = "The running host.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        var data = CommonOptions.Data();
        var verbose = new Option<bool>("--verbose") { Description = "Prints each dialogue: right turns and the bot's." };
        var command = new Command("transfers", "Says labelled dialogues to a running host and compares where it hands over; its keys are read from --data.")
        {
            labels, dialogues, url, data, verbose,
        };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(labels)!, parsed.GetValue(dialogues)!, new Uri(parsed.GetValue(url)!), parsed.GetValue(data)!, parsed.GetValue(verbose), cancellation));
        return command;
    }

    private static async Task<int> Run(string labels, string dialogues, Uri url, string data, bool verbose, CancellationToken cancellation)
    {
        IReadOnlyList<LabelledDialogue> all;
        try
        {
            all = TransferLabels.Load(labels, dialogues);
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        await using var keys = StandaloneHost.Build(data, urls: null, []);
        using var http = new HttpClient { BaseAddress = url };
        var made = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var dialogue in all)
        {
            made[dialogue.Id] = await FirstTransfer(dialogue, http, keys.Configuration["Operator:Key"]!, cancellation) is { } turn ? [turn] : [];
            if (verbose)
                Console.WriteLine($"{dialogue.Id}\tright: {string.Join(',', dialogue.Golden)}\tmade: {string.Join(',', made[dialogue.Id])}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{all.Count} dialogues, {all.Count(d => d.Golden.Count > 0)} of them with a turn where a human should take over"));
        Console.WriteLine("                 GT-I   GT-II  GT-III  handed over");
        Print("the host", all, d => made[d.Id]);
        Print("never", all, _ => []);
        Print("at once", all, _ => [0]);
        Print("word 人工 alone", all, d => d.Said.Index().Where(t => t.Item.Contains("人工", StringComparison.Ordinal)).Select(t => t.Index).Take(1).ToArray());
        return 0;
    }

    // A shopper of their own each; once handed over, a human has it and no later turn says anything about the bot.
    private static async Task<int?> FirstTransfer(LabelledDialogue dialogue, HttpClient http, string key, CancellationToken cancellation)
    {
        var shopper = new ShopperClient(http, $"transfers-{Guid.NewGuid():N}", null, null, null, key);
        for (var turn = 0; turn < dialogue.Said.Count; turn++)
        {
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            await shopper.UntilAnswered(await shopper.Send(dialogue.Said[turn], both.Token), both.Token);
            if ((await shopper.Turns(both.Token)).Any(t => t.Handover is not null))
                return turn;
        }
        return null;
    }

    private static void Print(string name, IReadOnlyList<LabelledDialogue> all, Func<LabelledDialogue, int[]> made)
    {
        double Score(int tolerance) => all.Average(d => TransferScore.Of([.. d.Golden], made(d), tolerance));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-15}  {Score(1):F3}  {Score(2):F3}  {Score(3):F3}   {all.Count(d => made(d).Length > 0)}"));
    }
}
