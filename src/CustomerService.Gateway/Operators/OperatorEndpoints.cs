using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Core.Conversations;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Operators;

/// <summary>Why the bot said what it said.</summary>
public sealed record TurnsAnswer
{
    /// <summary>The last turns, oldest first.</summary>
    public required IReadOnlyList<TurnRecord> Turns { get; init; }
}

/// <summary>Who waits for a human.</summary>
public sealed record QueueAnswer
{
    /// <summary>First place first.</summary>
    public required IReadOnlyList<QueueTicket> Queue { get; init; }
}

/// <summary>What operators look at; each call needs the operator's key.</summary>
internal static class OperatorEndpoints
{
    public static void MapOperators(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Operators").AddEndpointFilter<OperatorGate>();
        group.MapGet("/conversations/{id}/turns", Turns).WithName("getTurns").WithProblems(401, 404, 429, 503);
        group.MapGet("/desk/queue", Queue).WithName("getQueue")
            .WithParameters([ParameterNote.Text("tenant", "The shop; the default tenant where left out.", 32)])
            .WithProblems(400, 401, 429, 503);
    }

    /// <summary>Reads why the bot said what it said, for the last turns of a conversation.</summary>
    /// <param name="http">The request.</param>
    /// <param name="id">The conversation of the 202 that answered a message.</param>
    /// <param name="inbox">Knows which conversations there are.</param>
    /// <param name="calls">Calls grains.</param>
    internal static async Task<Results<Ok<TurnsAnswer>, ProblemResult>> Turns(
        HttpContext http, string id, IInbox inbox, GrainCalls calls)
    {
        if (!ConversationId.TryParse(id, out _) || !await inbox.Exists(id, http.RequestAborted))
            return new ProblemResult(new(ProblemCodes.ConversationNotFound, "id"));
        var turns = await calls.Ask(g => g.GetGrain<IConversationGrain>(id).Turns(), http.RequestAborted);
        return turns is null
            ? new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable))
            : TypedResults.Ok(new TurnsAnswer { Turns = turns });
    }

    /// <summary>Reads who waits for a human.</summary>
    internal static async Task<Results<Ok<QueueAnswer>, ProblemResult>> Queue(
        HttpContext http, Senders senders, GrainCalls calls, IOptions<GatewayOptions> options)
    {
        var tenant = Query.Text(http.Request, "tenant") ?? options.Value.DefaultTenant;
        if (senders.Tenant(tenant) is { } unknown)
            return new ProblemResult(unknown);
        var queue = await calls.Ask(g => g.GetGrain<IAgentDeskGrain>(tenant).Queue(), http.RequestAborted);
        return queue is null
            ? new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable))
            : TypedResults.Ok(new QueueAnswer { Queue = queue });
    }
}
