using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;

namespace CustomerService.Gateway.Console;

/// <summary>How an agent stands.</summary>
public sealed record PresenceRequest
{
    /// <summary>online, away or offline.</summary>
    public string? State { get; init; }
}

/// <summary>The desk as the caller may see it, its stream, and the caller's presence.</summary>
internal static class DeskEndpoints
{
    private const int MaxBody = 1024;
    private const int MaxSeen = 4096;

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk", Get).WithName("consoleDesk").WithProblems(401, 429, 503);
        routes.MapGet("/stream", Stream).WithName("consoleStream")
            .WithParameters(
            [
                ParameterNote.Text("after", "The mark of the last desk event; everything comes where it is left out or too old.", 64),
                ParameterNote.Text("seen", "Sequences of conversations that the caller has, as id:sequence, separated by commas.", MaxSeen),
                ParameterNote.Text("watch", "One more conversation to follow beside the caller's own.", 128),
            ])
            .Produces<ConsoleDesk>(StatusCodes.Status200OK, "application/json")
            .WithEventStream("event: desk\nid: 1f…-7\ndata: {\"mark\":\"1f…-7\",\"full\":false,\"tickets\":[],\"gone\":[],\"agents\":[]}\n\n")
            .WithProblems(400, 401, 429);
        routes.MapPut("/presence", Presence).WithName("consolePresence").Accepts<PresenceRequest>("application/json")
            .WithMetadata(new AnyRole(ConsoleRoles.Agent, ConsoleRoles.Supervisor)).WithProblems(400, 401, 403, 413, 415, 429, 503);
    }

    /// <summary>Reads the queue, the caller's conversations and the agents.</summary>
    internal static async Task<Results<Ok<ConsoleDesk>, ProblemResult>> Get(HttpContext http, DeskFeed desks, ILogger<DeskFeed> log)
    {
        var caller = ConsoleCaller.Of(http);
        try
        {
            await desks.Refresh(caller.Tenant, http.RequestAborted);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            Log.GrainFailed(log, exception);
            return new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable));
        }
        var desk = desks.Of(caller.Tenant);
        return TypedResults.Ok(ConsoleDesk.Of(desk, desk.Since(0), caller));
    }

    /// <summary>Streams changes of the desk, and what is said in the caller's conversations.</summary>
    /// <remarks>
    /// Server-sent events: <c>desk</c> (what changed, with a mark to resume by), <c>talk</c> (events of a conversation in
    /// order, and who types) and, at least every five seconds, <c>ping</c>. As long as the stream is open the agent counts
    /// as there.
    /// </remarks>
    internal static Results<ConsoleStream, ProblemResult> Stream(
        HttpContext http, DeskFeed desks, ConversationFeed feed, DeskCalls calls, TimeProvider time, IHostApplicationLifetime host)
    {
        var caller = ConsoleCaller.Of(http);
        var (after, seen, watch) = (Query.Text(http.Request, "after"), Query.Text(http.Request, "seen"), Query.Text(http.Request, "watch"));
        var problem = TextRules.OptionalId(after, "after", 64) ?? TextRules.OptionalId(seen, "seen", MaxSeen) ?? TextRules.OptionalId(watch, "watch", 128);
        return problem is null
            ? new ConsoleStream(caller, desks.Of(caller.Tenant), feed, calls, after, Seen.Parse(seen), watch, time, host.ApplicationStopping)
            : new ProblemResult(problem);
    }

    /// <summary>Comes, goes away or leaves; also the sign of life of a caller without a stream.</summary>
    internal static async Task<Results<Ok<DeskDone>, ProblemResult>> Presence(HttpContext http, DeskCalls calls)
    {
        var (request, problem) = await JsonBody.Read<PresenceRequest>(http.Request, MaxBody);
        if (request is null)
            return new ProblemResult(problem!);
        if (request.State is not (AgentSeat.Online or AgentSeat.Away or AgentSeat.Offline))
            return new ProblemResult(request.State is null ? Problem.Missing("state") : Problem.Invalid("state", "presence"));
        var caller = ConsoleCaller.Of(http);
        return await calls.Do(caller.Tenant, DeskCalls.Presence(caller, request.State), http.RequestAborted);
    }
}
