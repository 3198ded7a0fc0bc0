using System.CommandLine;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary><c>admin drain</c>: takes one silo out of the cluster; its process stays up, unready, until it is stopped.</summary>
internal static class DrainCommand
{
    public static Command Create()
    {
        var silo = new Argument<string>("silo")
        {
            Description = "Its name, such as both@10.0.0.7:11111, or the address in it; a name that is not there lists those that are.",
        };
        var force = new Option<bool>("--force") { Description = "Also the last one of its role: what it does is done by nobody then." };
        return new Command("drain", "Takes a silo out: it turns unready, hands its conversations over, leaves, and stays up until it is stopped.")
        {
            silo, force,
        }.Does(
            (services, parsed, cancellation) =>
                new DrainRun(services, Console.Out, Console.Error).Drain(parsed.GetValue(silo)!, parsed.GetValue(force), cancellation),
            joins: true);
    }
}
