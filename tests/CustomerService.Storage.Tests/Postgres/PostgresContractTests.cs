using CustomerService.Core.Care;
using CustomerService.Storage.Postgres;
using CustomerService.Storage.Tests.Care;
using CustomerService.Storage.Tests.Console;
using CustomerService.Storage.Tests.Conversations;

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
