using CustomerService.Core.Conversations;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Storage.Tests.Conversations;

/// <summary>The storage of conversations on a database of the test's own, wired as the host wires it.</summary>
internal interface ITestStorage : IAsyncDisposable
{
    FakeTimeProvider Time { get; }

    /// <summary>Everything else that the host has of it.</summary>
    IServiceProvider Services { get; }

    IInbox Inbox { get; }

    ITranscript Transcript { get; }

    IInboxDelivery Delivery { get; }

    IDeadLetters DeadLetters { get; }

    /// <summary>Forgets what was finished before a time.</summary>
    Task<long> Cleanup(DateTimeOffset finishedBefore);

    /// <summary>SQL of another program, accepted by both databases.</summary>
    Task Execute(string sql);

    /// <summary>Ends and starts the storage on the same data, as a later start of the program would.</summary>
    Task Reopen();
}
