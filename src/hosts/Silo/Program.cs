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
return await root.Parse(args).InvokeAsync();
