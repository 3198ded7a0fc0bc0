using System.Collections.Concurrent;
using CustomerService.Core.Care;
using CustomerService.Core.Webhooks;
using CustomerService.Storage.Postgres;
using CustomerService.Storage.Tests.Care;
using CustomerService.Storage.Tests.Console;
using CustomerService.Storage.Tests.Conversations;
using CustomerService.Storage.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Storage.Tests.Postgres;

public sealed class PostgresInboxTests(PostgresServer server) : InboxContract
{
    private protected override async Task<ITestStorage> Open() => await PostgresStorage.Open(server);
}

public sealed class PostgresInboxModelTests(PostgresServer server) : InboxModelContract
{
    private protected override string Empty => "TRUNCATE inbox, inbox_conversation, dead_letter";

    // Each step is a round trip and a sync of its own.
    private protected override int Samples => 25;

    private protected override async Task<ITestStorage> Open() => await PostgresStorage.Open(server);
}

public sealed class PostgresDeliveryTests(PostgresServer server) : DeliveryContract
{
    private protected override async Task<ITestStorage> Open() => await PostgresStorage.Open(server);
}

public sealed class PostgresWebhookOutboxTests(PostgresServer server) : WebhookOutboxContract
{
    private PostgresStorage? _opened;

    [Fact]
    public async Task Take_ManyProcessesAtOnce_EachConversationIsInOneHandAndInOrder()
    {
        const int conversations = 20, each = 5, processes = 6;
        for (var n = 0; n < conversations * each; n++)
            await Put($"s{n % conversations}", n);
        await using var other = _opened!.Process();
        IWebhookOutbox[] outboxes = [Outbox, other.GetRequiredService<IWebhookOutbox>()];
        var inHand = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var sent = new ConcurrentQueue<WebhookDelivery>();

        await Task.WhenAll(Enumerable.Range(0, processes).Select(async p =>
        {
            while (sent.Count < conversations * each)
            {
                foreach (var delivery in await outboxes[p % 2].Take("crm", TimeSpan.FromMinutes(1), 3, Token))
                {
                    inHand.AddOrUpdate(delivery.Conversation, 1, (_, n) => n + 1).ShouldBe(1);
                    sent.Enqueue(delivery);
                    inHand.AddOrUpdate(delivery.Conversation, 0, (_, n) => n - 1);
                    await outboxes[p % 2].Sent(delivery, Token);
                }
            }
        }));

        sent.Count.ShouldBe(conversations * each);
        foreach (var conversation in sent.GroupBy(d => d.Conversation, StringComparer.Ordinal))
            conversation.Select(d => d.Number).ShouldBe(conversation.Select(d => d.Number).Order());
    }

    private protected override async Task<ITestStorage> Open() => _opened = await PostgresStorage.Open(server);
}

public sealed class PostgresTranscriptTests(PostgresServer server) : TranscriptContract
{
    private protected override async Task<ITestStorage> Open() => await PostgresStorage.Open(server);
}

public sealed class PostgresCouponLedgerTests(PostgresServer server) : CouponLedgerContract, IAsyncDisposable
{
    private PostgresStorage? _storage;

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
    }

    private protected override async Task<ICouponLedger> Open() =>
        new PostgresCouponLedger((_storage = await PostgresStorage.Open(server)).Database);
}

public sealed class PostgresConsoleTests(PostgresServer server) : ConsoleContract
{
    private protected override async Task<ITestStorage> Open() => await PostgresStorage.Open(server);
}

public sealed class PostgresDeskRecordsTests(PostgresServer server) : DeskRecordsContract
{
    private protected override async Task<ITestStorage> Open() => await PostgresStorage.Open(server);
}
