using CustomerService.Contracts.Conversations;
using CustomerService.Core.Conversations;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Events;

/// <summary><c>GET /api/v1/conversations/{id}/events</c>.</summary>
internal static class EventsEndpoint
{
    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/conversations/{id}/events", Get)
            .WithName("getEvents").WithTags("Conversations")
            .WithParameters(EventParameters.All)
            .WithExamples(
                null, 200,
                """
                {"events":[
                {"sequence":1,"kind":"message","at":"2026-11-22T08:00:00+00:00","text":"这款手机有现货吗?","number":1,"messageId":"m-1"},
                {"sequence":2,"kind":"reply","at":"2026-11-22T08:00:00+00:00","text":"您需要什么颜色和存储版本?","inReplyTo":[1],"quickReplies":["黑色","白色"]}
                ],"next":2}
                """)
            .Produces<EventPage>(StatusCodes.Status200OK, "application/json")
            .WithEventStream("id: 2\ndata: {\"sequence\":2,\"kind\":\"reply\",\"at\":\"2026-11-22T08:00:00+00:00\",\"text\":\"…\"}\n\n")
            .WithProblems(400, 404, 429, 503);

    /// <summary>Reads what a conversation shows, in order.</summary>
    /// <remarks>
    /// Ask again with <c>after</c> = <c>next</c>. With <c>wait</c> an empty answer is held back until there is an
    /// event (long poll). With <c>Accept: text/event-stream</c> events are streamed, each with its sequence as id.
    /// </remarks>
    /// <param name="http">The request.</param>
    /// <param name="id">The conversation of the 202 that answered a message.</param>
    /// <param name="inbox">Knows which conversations there are.</param>
    /// <param name="reader">Reads and waits.</param>
    /// <response code="200">Events after the given sequence; none is an empty list.</response>
    internal static async Task<Results<Ok<EventPage>, EventStream, ProblemResult>> Get(
        HttpContext http, string id, IInbox inbox, EventReader reader)
    {
        if (EventQuery.Check(id, http.Request, out var problem) is not { } query)
            return new ProblemResult(problem!);
        try
        {
            if (!await inbox.Exists(query.Conversation, http.RequestAborted))
                return new ProblemResult(new(ProblemCodes.ConversationNotFound, "id"));
            if (query.Stream)
                return reader.Stream(query);
            return TypedResults.Ok(await reader.Page(query, http.RequestAborted));
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.GrainFailed(reader.Log, exception);
            return new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable));
        }
    }
}
