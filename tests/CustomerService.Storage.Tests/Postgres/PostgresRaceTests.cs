using System.Collections.Concurrent;
using System.Globalization;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Storage.Tests.Postgres;

/// <summary>Several processes on one database.</summary>
public sealed class PostgresRaceTests(PostgresServer server)
{
    private static readonly DateTimeOffset At = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_WritersOfTwoProcesses_NumberEachMessageOnceWithoutGaps()
    {
        const int messages = 500, writers = 32, conversations = 3;
        await using var storage = await PostgresStorage.Open(server);
        await using var other = storage.Process();
        IInbox[] inboxes = [storage.Inbox, other.GetRequiredService<IInbox>()];
        var numbers = new ConcurrentDictionary<(int, string), long>();
        var fresh = 0;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
            async () =>
            {
                // Each message comes from four writers, two of each process, and they take the conversations in
                // different orders.
                for (var i = writer % 8; i < messages; i += 8)
                {
                    var id = i.ToString(CultureInfo.InvariantCulture);
                    for (var c = 0; c < conversations; c++)
                    {
                        var shopper = (c + writer) % conversations;
                        var accepted = await inboxes[writer / 16].Append(Message($"shopper{shopper}", id), Token);
                        if (!accepted.Duplicate)
                            Interlocked.Increment(ref fresh);
                        numbers.GetOrAdd((shopper, id), accepted.Entry.Number).ShouldBe(accepted.Entry.Number);
                    }
                }
            },
            Token)));

        fresh.ShouldBe(messages * conversations);
        for (var c = 0; c < conversations; c++)
        {
            var entries = await storage.Inbox.Read($"shop.web.shopper{c}", 0, int.MaxValue, Token);
            entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, messages).Select(n => (long)n));
        }
    }

    [Fact]
    public async Task Append_OneThatTheDatabaseRefuses_LeavesTheOthersOfItsBatchAlone()
    {
        await using var storage = await PostgresStorage.Open(server);

        // More than an entry of an index can be, and random, so that it is no shorter compressed.
        var endless = string.Create(20_000, new Random(7), (text, random) => random.GetItems("abcdefghijklmnopqrstuvwxyz0123456789", text));

        var appends = Enumerable.Range(0, 20)
            .Select(i => storage.Inbox.Append(Message(i == 7 ? endless : "anna", $"m{i}"), Token).AsTask()).ToArray();

        await Should.ThrowAsync<Exception>(() => appends[7]);
        var numbers = await Task.WhenAll(appends.Where((_, i) => i != 7));
        numbers.Select(a => a.Entry.Number).Order().ShouldBe(Enumerable.Range(1, 19).Select(n => (long)n));
    }

    [Fact]
    public async Task Finish_SameEntriesFromTwoProcesses_KeepsTheFirstTime()
    {
        await using var storage = await PostgresStorage.Open(server);
        await using var other = storage.Process();
        for (var i = 1; i <= 50; i++)
            await storage.Inbox.Append(Message("anna", $"m{i}"), Token);
        long[] numbers = [.. Enumerable.Range(1, 50).Select(n => (long)n)];

        await Task.WhenAll(
            storage.Inbox.Finish("shop.web.anna", numbers, Token).AsTask(),
            other.GetRequiredService<IInbox>().Finish("shop.web.anna", [.. numbers.Reverse()], Token).AsTask());

        (await storage.Inbox.Backlog(Token)).ShouldBe(new InboxBacklog(0, null));
    }

    private static InboxMessage Message(string shopper, string id) =>
        new(new ConversationId("shop", "web", shopper), id, InboxKind.Message, "text", At);
}
