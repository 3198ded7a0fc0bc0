using System.CommandLine;
using CustomerService.Language.Evaluation;

namespace CustomerService.Standalone.Commands;

/// <summary><c>convert</c>: a data set in another format.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "A .tsv, .csv or .jsonl file of labelled texts." };
        var target = new Argument<string>("target") { Description = "The file to write; its ending names the format." };
        var command = new Command("convert", "Writes a data set of labelled texts as .tsv, .csv or .jsonl; wrong rows are named and left out.") { source, target };
        command.SetAction(parsed =>
        {
            try
            {
                var set = DatasetFile.Load(parsed.GetValue(source)!);
                foreach (var problem in set.Problems)
                    Console.Error.WriteLine(problem);
                DatasetFile.Save(parsed.GetValue(target)!, set.Rows);
                Console.WriteLine($"{set.Rows.Count} rows written, {set.Problems.Count} left out.");
                return set.Problems.Count == 0 ? 0 : 1;
            }
            catch (DatasetException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }
}
