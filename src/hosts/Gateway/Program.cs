using CustomerService.Hosting;
using CustomerService.Hosts.Gateway;

if (HostStart.Stray(args) is { } stray)
{
    await Console.Error.WriteLineAsync(HostStart.Misunderstood(stray));
    return 2;
}
return await HostStart.Run(() => GatewayHost.Build(args), CancellationToken.None);
