using System.CommandLine;
using CustomerService.Core.Conversations;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary><c>admin dead-letters</c>: what was delivered in vain too often.</summary>
internal static class DeadLettersCommand
{
    private const int Shown = 100;

    public static Command Create()
    {
        var list = new Command("list", "Lists the newest, without what was said.").Does(async (services, _, cancellation) =>
        {
            foreach (var letter in await services.GetRequiredService<IDeadLetters>().List(Shown, cancellation))
                Console.WriteLine($"{letter.Conversation} {letter.Number} died {letter.DiedAt:u} after {letter.Attempts} attempts: {letter.Reason}");
            return 0;
        });
        return new Command("dead-letters", "Entries that were delivered in vain too often; their conversations go on without them.")
        {
            list,
            One("retry", "Delivers one anew.", (letters, id, number, cancellation) => letters.Retry(id, number, cancellation)),
            One("drop", "Gives one up for good.", (letters, id, number, cancellation) => letters.Drop(id, number, cancellation)),
        };
    }

    private static Command One(string name, string description, Func<IDeadLetters, string, long, CancellationToken, ValueTask<bool>> work)
    {
        var id = new Argument<string>("conversation") { Description = "The conversation's id." };
        var number = new Argument<long>("number") { Description = "The entry's number." };
        return new Command(name, description) { id, number }.Does(async (services, parsed, cancellation) =>
        {
            if (await work(services.GetRequiredService<IDeadLetters>(), parsed.GetValue(id)!, parsed.GetValue(number), cancellation))
                return 0;
            await Console.Error.WriteLineAsync("There is no such dead letter: see `admin dead-letters list`.");
            return 1;
        });
    }
}
