using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Console;

/// <summary>What an agent needs to know of a conversation.</summary>
public sealed record ConsoleBriefing
{
    /// <summary>What the shopper wanted in each of the last turns, and what the bot's answers rested on.</summary>
    public required IReadOnlyList<TurnRecord> Turns { get; init; }

    /// <summary>What is held of the dialogue: slot name to value, with names to show where there are any.</summary>
    public required IReadOnlyDictionary<string, string> Slots { get; init; }

    /// <summary>The topic under discussion.</summary>
    public string? Topic { get; init; }

    /// <summary>What the bot would answer to the shopper's last words.</summary>
    public string? Draft { get; init; }

    /// <summary>Cards that go with it.</summary>
    public required IReadOnlyList<Card> DraftCards { get; init; }

    /// <summary>The sequence of the last event.</summary>
    public required long Sequence { get; init; }

    /// <summary>What was handed over; null where nothing waits and nobody has it.</summary>
    public HandoverRequest? Request { get; init; }
}

/// <summary>Reading conversations; each read is noted in the audit log.</summary>
internal static class TalkEndpoints
{
    public static void MapTalks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/conversations/{id}/events", Events).WithName("consoleEvents")
            .WithParameters(
            [
                ParameterNote.Number("after", "The last sequence that the caller has.", 0, null, 0),
                ParameterNote.Number("limit", "Most events of one answer.", 1, Limits.EventsPerPage, Limits.DefaultEventsPerPage),
            ])
            .WithProblems(400, 401, 404, 429, 503);
        routes.MapGet("/conversations/{id}/briefing", Brief).WithName("consoleBriefing").WithProblems(401, 404, 429, 503);
    }

    /// <summary>Reads what a conversation shows, in order.</summary>
    internal static async Task<Results<Ok<EventPage>, ProblemResult>> Events(
        HttpContext http, string id, ConsoleAccess access, ConversationFeed feed, ILogger<ConversationFeed> log)
    {
        long limit = 0;
        var problem = Query.Number(http.Request.Query["after"], "after", "whole_number", 0, 0, long.MaxValue, out var after)
            ?? Query.Number(http.Request.Query["limit"], "limit", "page_size", Limits.DefaultEventsPerPage, 1, Limits.EventsPerPage, out limit);
        if (problem is not null)
            return new ProblemResult(problem);
        if (!await access.MayRead(ConsoleCaller.Of(http), id, "read_conversation", http.RequestAborted))
            return new ProblemResult(new(ProblemCodes.TicketNotFound, "id"));
        try
        {
            return TypedResults.Ok(await feed.Page(id, after, (int)limit, http.RequestAborted));
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.GrainFailed(log, exception);
            return new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable));
        }
    }

    /// <summary>Reads the summary of a conversation: what they want, what is known, what the bot tried and would say.</summary>
    internal static async Task<Results<Ok<ConsoleBriefing>, ProblemResult>> Brief(
        HttpContext http, string id, ConsoleAccess access, DeskCalls calls, SlotNaming naming)
    {
        var caller = ConsoleCaller.Of(http);
        if (!await access.MayRead(caller, id, "read_briefing", http.RequestAborted))
            return new ProblemResult(new(ProblemCodes.TicketNotFound, "id"));
        if (await calls.Briefing(id, http.RequestAborted) is not { } briefing)
            return new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable));
        return TypedResults.Ok(new ConsoleBriefing
        {
            Turns = briefing.Turns,
            Slots = naming.Name(caller.Tenant, briefing.Slots),
            Topic = briefing.Flow,
            Draft = briefing.Draft,
            DraftCards = briefing.DraftCards,
            Sequence = briefing.Sequence,
            Request = (await access.Ticket(caller, id, http.RequestAborted))?.Request,
        });
    }
}
