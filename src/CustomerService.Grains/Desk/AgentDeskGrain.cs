using System.Collections.Immutable;
using System.Globalization;
using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Conversations;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Grains.Placement;
using Microsoft.Extensions.Logging;

namespace CustomerService.Grains.Desk;

/// <summary>What a desk keeps. Stored as JSON: names are a contract.</summary>
internal sealed record DeskState
{
    /// <summary>Waiting conversations, first place first.</summary>
    public ImmutableArray<Waiting> Queue { get; init; } = [];
}

/// <summary>A waiting conversation and the position it was last told.</summary>
internal sealed record Waiting(HandoverRequest Request, int Told);

/// <summary>The queue of one tenant. What it tells a shopper goes through the conversation's inbox, like all that is not caused by a message.</summary>
[RunsOn(SiloRoles.Conversation)]
internal sealed class AgentDeskGrain(
    [PersistentState("desk")] IPersistentState<DeskState> stored, IInbox inbox, TimeProvider time, ILogger<AgentDeskGrain> logger)
    : Grain, IAgentDeskGrain, IRemindable
{
    private const string PositionsReminder = "positions";
    private static readonly TimeSpan PositionsPeriod = TimeSpan.FromMinutes(1);

    public async Task<QueueTicket> Enqueue(HandoverRequest request)
    {
        var queue = stored.State.Queue;
        var index = IndexOf(request.Conversation);
        if (index < 0)
        {
            index = queue.Length;
            // Before the write: a reminder without a queue ends by itself, a queue without a reminder would stay so.
            if (index == 0)
                await this.RegisterOrUpdateReminder(PositionsReminder, PositionsPeriod, PositionsPeriod);
            await Write(queue.Add(new Waiting(request, index + 1)));
        }
        var waiting = stored.State.Queue[index];
        // The same operation id again is the same notice: the shopper reads it once.
        await Tell(waiting.Request, index + 1, waiting.Request.OperationId);
        return new QueueTicket(request.Conversation, index + 1, waiting.Request);
    }

    public Task<IReadOnlyList<QueueTicket>> Queue() => Task.FromResult<IReadOnlyList<QueueTicket>>(
        [.. stored.State.Queue.Select((w, i) => new QueueTicket(w.Request.Conversation, i + 1, w.Request))]);

    public async Task Remove(string conversation)
    {
        if (IndexOf(conversation) is >= 0 and var index)
            await Write(stored.State.Queue.RemoveAt(index));
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        try
        {
            var queue = stored.State.Queue;
            if (queue.IsEmpty)
            {
                if (await this.GetReminder(PositionsReminder) is { } reminder)
                    await this.UnregisterReminder(reminder);
                return;
            }
            for (var i = 0; i < queue.Length; i++)
            {
                if (queue[i].Told != i + 1)
                    await Tell(queue[i].Request, i + 1, $"{queue[i].Request.OperationId}:{i + 1}");
            }
            if (queue.Select((w, i) => w.Told != i + 1).Any(changed => changed))
                await Write([.. queue.Select((w, i) => w with { Told = i + 1 })]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.PositionsFailed(logger, e);
        }
    }

    private int IndexOf(string conversation)
    {
        var queue = stored.State.Queue;
        for (var i = 0; i < queue.Length; i++)
        {
            if (queue[i].Request.Conversation == conversation)
                return i;
        }
        return -1;
    }

    private async Task Tell(HandoverRequest request, int position, string operation)
    {
        // Message ids are unique within their conversation; its id, which may fill one alone, is left out.
        var own = operation.StartsWith(request.Conversation + ":", StringComparison.Ordinal) ? operation[(request.Conversation.Length + 1)..] : operation;
        var notice = new InboxMessage(
            ConversationId.Parse(request.Conversation), $"desk:{own}", InboxKind.Notice, CommonAnswers.QueuePosition, time.GetUtcNow())
        {
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["position"] = position.ToString(CultureInfo.InvariantCulture),
            },
        };
        var accepted = await inbox.Append(notice);
        if (!accepted.Duplicate)
            await GrainFactory.GetGrain<IConversationGrain>(request.Conversation).Deliver(accepted.Entry);
    }

    private async Task Write(ImmutableArray<Waiting> queue)
    {
        var before = stored.State;
        stored.State = before with { Queue = queue };
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
