using System.CommandLine;
using CustomerService.Core.Webhooks;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary><c>admin webhooks</c>: how it stands with the shops' own systems, and what they did not take.</summary>
internal static class WebhooksCommand
{
    private const int Shown = 100;

    public static Command Create()
    {
        var list = new Command("list", "Lists the endpoints with what waits for them, and the newest deliveries given up.").Does(async (services, _, cancellation) =>
        {
            var outbox = services.GetRequiredService<IWebhookOutbox>();
            foreach (var q in await outbox.Queues(null, cancellation))
                Console.WriteLine($"{q.Endpoint} waiting {q.Waiting}{(q.OldestAt is { } at ? $" since {at:u}" : "")} dead {q.Dead}{(q.Disabled ? " disabled by a 410" : "")}");
            foreach (var d in await outbox.Dead(null, Shown, cancellation))
                Console.WriteLine($"{d.Number} {d.Endpoint} {d.Type} {d.Conversation} died {d.DiedAt:u} after {d.Attempts} attempts: {d.Reason}");
            return 0;
        });
        var number = new Argument<long>("number") { Description = "The delivery's number." };
        var endpoint = new Argument<string>("endpoint") { Description = "The endpoint's name." };
        return new Command("webhooks", "Events for the shops' own systems.")
        {
            list,
            One("retry", "Sends a delivery that was given up again.", number, (outbox, n, token) => outbox.Retry(null, n, token)),
            One("drop", "Forgets a delivery that was given up.", number, (outbox, n, token) => outbox.Drop(null, n, token)),
            One("enable", "Sends to an endpoint again that answered 410 (Gone).", endpoint, (outbox, name, token) => outbox.Enable(null, name, token)),
        };
    }

    private static Command One<T>(
        string name, string description, Argument<T> argument, Func<IWebhookOutbox, T, CancellationToken, ValueTask<bool>> work) =>
        new Command(name, description) { argument }.Does(async (services, parsed, cancellation) =>
        {
            if (await work(services.GetRequiredService<IWebhookOutbox>(), parsed.GetValue(argument)!, cancellation))
                return 0;
            await Console.Error.WriteLineAsync("There is none: see `admin webhooks list`.");
            return 1;
        });
}
