using System.CommandLine;
using CustomerService.Hosting;
using CustomerService.Hosts.Silo;
using CustomerService.Hosts.Silo.Commands;

var root = new RootCommand("A silo of the customer-service cluster. Settings follow as --Section:Key=value, or come by environment.")
{
    DatabaseCommand.Create(),
    AdminCommand.Create(),
};
root.TreatUnmatchedTokensAsErrors = false;
root.SetAction(async (parsed, cancellation) =>
{
    if (HostStart.Stray(parsed.UnmatchedTokens) is { } stray)
    {
        await Console.Error.WriteLineAsync(HostStart.Misunderstood(stray));
        return 2;
    }
    return await HostStart.Run(() => SiloHost.Build([.. parsed.UnmatchedTokens]), cancellation);
});
// The host itself ends on SIGTERM, in order and as long as it takes; the parser of the command line would end it after two seconds.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
