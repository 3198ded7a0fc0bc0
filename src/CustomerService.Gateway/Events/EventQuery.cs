using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Web;

namespace CustomerService.Gateway.Events;

/// <summary>What a caller of <c>events</c> asks for, checked.</summary>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="After">The last sequence that the caller has.</param>
/// <param name="Wait">How long an empty answer may wait.</param>
/// <param name="Limit">Most events of one answer.</param>
/// <param name="Stream">Whether an event stream is asked for.</param>
internal sealed record EventQuery(string Conversation, long After, TimeSpan Wait, int Limit, bool Stream)
{
    public const string LastEventId = "Last-Event-ID";

    public static EventQuery? Check(string id, HttpRequest request, out Problem? problem)
    {
        var query = request.Query;
        var stream = request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);
        long wait = 0, limit = 0, last = 0;
        problem = Query.Number(query["after"], "after", "whole_number", 0, 0, long.MaxValue, out var after)
            ?? Query.Number(query["wait"], "wait", "wait_seconds", 0, 0, Limits.WaitSeconds, out wait)
            ?? Query.Number(
                query["limit"], "limit", "page_size", Limits.DefaultEventsPerPage, 1, Limits.EventsPerPage, out limit)
            ?? (stream
                ? Query.Number(
                    request.Headers[LastEventId], LastEventId, "whole_number", after, 0, long.MaxValue, out last)
                : null)
            ?? (ConversationId.TryParse(id, out _) ? null : new Problem(ProblemCodes.ConversationNotFound, "id"));
        return problem is null
            ? new(id, stream ? last : after, TimeSpan.FromSeconds(wait), (int)limit, stream)
            : null;
    }
}
