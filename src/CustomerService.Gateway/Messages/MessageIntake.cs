using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Core.Privacy;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Telemetry;

namespace CustomerService.Gateway.Messages;

/// <summary>Takes a checked message over: masked, durable, numbered, and its conversation told.</summary>
internal sealed class MessageIntake(
    IInbox inbox,
    INudge nudge,
    ConversationFeed feed,
    InboxDelay delay,
    UserRates rates,
    GatewayMetrics metrics,
    TimeProvider time,
    IOptions<GatewayOptions> options,
    ILogger<MessageIntake> log)
{
    /// <summary>The durable entry, or the problem that kept the message out.</summary>
    /// <param name="sender">Whose message.</param>
    /// <param name="draft">The message.</param>
    /// <param name="traceParent">W3C trace context of what brought it.</param>
    public async ValueTask<(InboxEntry? Entry, Problem? Problem)> Accept(Sender sender, Draft draft, string? traceParent)
    {
        var conversation = sender.Conversation.ToString();
        // First what costs nothing: a rate is kept for each shopper.
        if (delay.Refuses(sender.Conversation) is { } busy)
            return (null, Counted(sender, busy));
        if (rates.Take(sender.Conversation) is { } tooFast)
            return (null, Counted(sender, tooFast));
        var started = time.GetTimestamp();
        Accepted accepted;
        try
        {
            accepted = await Append(sender, draft, traceParent);
        }
        catch (Exception exception)
        {
            // Whatever keeps the inbox from taking it (disk, queue, time), the caller may send it again safely.
            Log.AppendFailed(log, exception);
            return (null, Counted(sender, Problem.Unavailable(ProblemCodes.InboxUnavailable)));
        }
        metrics.Appended(time.GetElapsedTime(started));
        metrics.Message(sender.Conversation.Channel, accepted.Duplicate ? "duplicate" : "accepted");
        _ = Nudge(accepted.Entry);
        feed.Expect(conversation);
        return (accepted.Entry, null);
    }

    private async ValueTask<Accepted> Append(Sender sender, Draft draft, string? traceParent)
    {
        using var deadline = new CancellationTokenSource(options.Value.AppendTimeout, time);
        return await inbox.Append(
            new(sender.Conversation, draft.MessageId, InboxKind.Message, PersonalDataMasker.Mask(draft.Text), time.GetUtcNow())
            {
                Media = draft.Media,
                Page = draft.Page,
                Member = sender.Member,
                TraceParent = traceParent,
            },
            deadline.Token);
    }

    /// <summary>Not awaited by the answer: the entry is safe, and the pump redelivers what a lost nudge leaves.</summary>
    private async Task Nudge(InboxEntry entry)
    {
        try
        {
            await nudge.Tell(entry);
        }
        catch (Exception exception)
        {
            Log.NudgeFailed(log, exception);
        }
    }

    private Problem Counted(Sender sender, Problem problem)
    {
        metrics.Message(sender.Conversation.Channel, problem.Code);
        return problem;
    }
}
