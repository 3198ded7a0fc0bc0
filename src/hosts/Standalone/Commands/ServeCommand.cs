using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using CustomerService.Gateway.Console;
using CustomerService.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CustomerService.Standalone.Commands;

/// <summary><c>serve</c>: runs the product until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port to listen on.", DefaultValueFactory = _ => 8080 };
        var host = new Option<string>("--host") { Description = "The address to listen on; 0.0.0.0 for all.", DefaultValueFactory = _ => "127.0.0.1" };
        var data = CommonOptions.Data();
        var command = new Command("serve", "Runs the product (the default command). Configuration may follow as --Section:Key=value.") { port, host, data };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(port) is < 0 or > 65535)
            {
                await Console.Error.WriteLineAsync("--port must lie between 0 and 65535 (0 for any free port).");
                return 2;
            }
            if (Host(parsed.GetValue(host)!) is not { } address)
            {
                await Console.Error.WriteLineAsync("--host must be an IP address of this machine or localhost (0.0.0.0 for all).");
                return 2;
            }
            if (HostStart.Stray(parsed.UnmatchedTokens) is { } stray)
            {
                await Console.Error.WriteLineAsync(HostStart.Misunderstood(stray));
                return 2;
            }
            var (folder, url) = (parsed.GetValue(data)!, $"http://{address}:{parsed.GetValue(port)}");
            DataFolder? held = null;
            try
            {
                return await HostStart.Run(
                    () =>
                    {
                        held = DataFolder.Hold(folder);
                        return StandaloneHost.Build(folder, url, [.. parsed.UnmatchedTokens]);
                    },
                    cancellation, app => Announce(app, folder));
            }
            finally
            {
                held?.Dispose();
            }
        });
        return command;
    }

    // As it stands in a URL. A name would open the port at every address of the machine, a misspelt address too.
    private static string? Host(string given)
    {
        if (given == "localhost")
            return given;
        if (!IPAddress.TryParse(given, out var address))
            return null;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
    }

    // Only hashes are stored: what is not written down now cannot be looked up again.
    private static string Told(WebApplication app) => string.Concat(app.Services.GetRequiredService<FirstAccounts>().Made
        .Select(made => $"\n                user {made.Id}, password {made.Password} (shown this once)"));

    private static void Announce(WebApplication app, string data)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var proof = MemberProofs.Sign(app.Configuration, "shopper-001");
        Console.WriteLine($"""

            Customer service is running.

              Chat page                {address}/chat
              … as a known shopper     {address}/chat?member=shopper-001&proof={proof}
              Widget on a shop's page  {address}/demo.html
              Agents' console          {address}/console{Told(app)}
              API                      {address}/scalar
              Health and metrics       {address}/health/ready   {address}/metrics
              Data and keys            {Path.GetFullPath(data)}

            """);
    }
}
