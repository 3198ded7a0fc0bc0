using System.CommandLine;
using CustomerService.Hosting;
using CustomerService.LocalCluster;

var silos = new Option<int>("--silos") { Description = "How many silos.", DefaultValueFactory = _ => 2 };
var inference = new Option<int>("--inference")
{
    Description = "How many more silos for the language model alone; without one every silo has it.", DefaultValueFactory = _ => 0,
};
var gateways = new Option<int>("--gateways") { Description = "How many gateways.", DefaultValueFactory = _ => 1 };
var postgres = new Option<string?>("--postgres")
{
    Description = "Connection string of a PostgreSQL; without one a throwaway server is started and goes at the end.",
    Arity = ArgumentArity.ZeroOrOne,
};
var port = new Option<int>("--port") { Description = "The port of the first gateway; the others take the ports after it.", DefaultValueFactory = _ => 8080 };
var data = new Option<string>("--data") { Description = "The folder of keys, logs and cluster.json.", DefaultValueFactory = _ => "data" };
var root = new RootCommand("A real cluster on this machine: PostgreSQL, silos and gateways, each a process. Settings for all of them may follow as --Section:Key=value.")
{
    silos, inference, gateways, postgres, port, data,
};
root.TreatUnmatchedTokensAsErrors = false;
foreach (var count in new[] { silos, gateways })
{
    count.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 1 or > 16)
            result.AddError($"{count.Name} must lie between 1 and 16.");
    });
}
inference.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 0 or > 16)
        result.AddError("--inference must lie between 0 and 16.");
});
port.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 65000)
        result.AddError("--port must lie between 1 and 65000.");
});
root.SetAction(async (parsed, cancellation) =>
{
    if (HostStart.Stray(parsed.UnmatchedTokens) is { } stray)
    {
        await Console.Error.WriteLineAsync(HostStart.Misunderstood(stray));
        return 2;
    }
    var plan = new ClusterPlan(
        parsed.GetValue(silos), parsed.GetValue(inference), parsed.GetValue(gateways), parsed.GetValue(postgres), parsed.GetValue(port),
        Path.GetFullPath(parsed.GetValue(data)!), [.. parsed.UnmatchedTokens]);
    try
    {
        await using var cluster = new Cluster(plan, TimeProvider.System);
        await cluster.Run(cancellation);
        return 0;
    }
    catch (Exception e) when (((e as ClusterStartException)?.Message ?? StartMistakes.Explain(e)) is { } sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
});
// Everything is stopped in order after Ctrl-C or SIGTERM: the gateways first, the database last.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
