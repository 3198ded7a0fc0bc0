using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CustomerService.Benchmarks;

const string Committed = "tests/CustomerService.Language.Tests/Evaluation/utterances.tsv";
switch (args)
{
    case ["batcher", .. var rest]:
        await BatcherComparison.Run(Seconds(rest), rest is [_, var texts, ..] ? texts : Committed);
        return;
    case ["speed", .. var rest]:
        await SpeedComparison.Run(
            Seconds(rest), rest is [_, var set, ..] ? set : Committed,
            rest is [_, _, .. { Length: > 0 } models] ? models : ["models/understanding", "models/student", "models/understanding+models/student"]);
        return;
}
// In this process: a generated project would inherit the repository's analyzers and be refused for its style.
const string InProcess = "--inProcess";
var named = args.Any(a => a is "--job" or "-j");
var config = ManualConfig.CreateEmpty()
    .AddJob(named ? [] : [Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)])
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddExporter(MarkdownExporter.GitHub)
    .AddLogger(ConsoleLogger.Default);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(named ? [.. args, InProcess] : args, config);

static int Seconds(string[] rest) => rest is [var seconds, ..] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 5;
