using Orleans.Concurrency;

namespace CustomerService.Contracts.Desk;

/// <summary>The human desk of one tenant; its key is the tenant.</summary>
[Alias("CustomerService.IAgentDeskGrain")]
public interface IAgentDeskGrain : IGrainWithStringKey
{
    /// <summary>Puts a conversation in the queue; one that waits or is with an agent already keeps its place.</summary>
    [Alias("Enqueue")]
    Task<QueueTicket> Enqueue(HandoverRequest request);

    /// <summary>The queue, first place first.</summary>
    [AlwaysInterleave, Alias("Queue")]
    Task<IReadOnlyList<QueueTicket>> Queue();

    /// <summary>How many agents are online.</summary>
    [AlwaysInterleave, Alias("Online")]
    Task<int> Online();

    /// <summary>Carries out a command, once for each operation id.</summary>
    [Alias("Do")]
    Task<DeskAnswer> Do(DeskCommand command);

    /// <summary>
    /// What changed after <paramref name="after"/> of the epoch, or everything where the epoch is not the desk's own.
    /// </summary>
    [AlwaysInterleave, Alias("View")]
    Task<DeskView> View(string? epoch, long after);

    /// <summary>
    /// Pushes changes to <paramref name="observer"/> for five minutes; a caller that stays repeats the call, and reads
    /// <see cref="View"/> after it to close the gap.
    /// </summary>
    [AlwaysInterleave, Alias("Subscribe")]
    Task Subscribe(IDeskObserver observer);

    /// <summary>Ends a <see cref="Subscribe"/>.</summary>
    [AlwaysInterleave, Alias("Unsubscribe")]
    Task Unsubscribe(IDeskObserver observer);
}

/// <summary>Receives the changes of desks: one object serves a whole gateway.</summary>
[Alias("CustomerService.IDeskObserver")]
public interface IDeskObserver : IGrainObserver
{
    /// <summary>Changes just committed.</summary>
    [OneWay, AlwaysInterleave, Alias("Changed")]
    Task Changed(string tenant, DeskView changes);
}
