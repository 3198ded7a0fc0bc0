using CustomerService.Core.Care;
using CustomerService.Storage.Sqlite;
using CustomerService.Storage.Tests.Care;
using CustomerService.Storage.Tests.Console;
using CustomerService.Storage.Tests.Conversations;
using CustomerService.Storage.Tests.Webhooks;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class SqliteInboxTests : InboxContract
{
    private protected override Task<ITestStorage> Open() => Task.FromResult<ITestStorage>(new TemporaryStorage());
}

public sealed class SqliteInboxModelTests : InboxModelContract
{
    private protected override string Empty => "DELETE FROM inbox";

    private protected override int Samples => 150;

    private protected override Task<ITestStorage> Open() => Task.FromResult<ITestStorage>(new TemporaryStorage());
}

public sealed class SqliteDeliveryTests : DeliveryContract
{
    private protected override Task<ITestStorage> Open() => Task.FromResult<ITestStorage>(new TemporaryStorage());
}

public sealed class SqliteWebhookOutboxTests : WebhookOutboxContract
{
    private protected override Task<ITestStorage> Open() => Task.FromResult<ITestStorage>(new TemporaryStorage());
}

public sealed class SqliteTranscriptTests : TranscriptContract
{
    private protected override Task<ITestStorage> Open() => Task.FromResult<ITestStorage>(new TemporaryStorage());
}

public sealed class SqliteCouponLedgerTests : CouponLedgerContract, IDisposable
{
    private readonly TemporaryStorage _storage = new();

    public void Dispose() => _storage.Dispose();

    private protected override Task<ICouponLedger> Open() => Task.FromResult<ICouponLedger>(new SqliteCouponLedger(_storage.Database));
}

public sealed class SqliteConsoleTests : ConsoleContract
{
    private protected override Task<ITestStorage> Open() => Task.FromResult<ITestStorage>(new TemporaryStorage());
}

public sealed class SqliteDeskRecordsTests : DeskRecordsContract
{
    private protected override Task<ITestStorage> Open() => Task.FromResult<ITestStorage>(new TemporaryStorage());
}
