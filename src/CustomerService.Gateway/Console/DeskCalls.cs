using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;
using CustomerService.Gateway.Operators;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Console;

/// <summary>What became of a command.</summary>
public sealed record DeskDone
{
    /// <summary>The conversation it ended up with.</summary>
    public string? Conversation { get; init; }

    /// <summary>Of words to the shopper: their place in the conversation's inbox.</summary>
    public long? Number { get; init; }
}

/// <summary>Gives commands to desks. A desk that does not answer in time may have done it: the same operation id tells.</summary>
internal sealed class DeskCalls(GrainCalls calls)
{
    public async Task<Results<Ok<DeskDone>, ProblemResult>> Do(string tenant, DeskCommand command, CancellationToken cancellationToken)
    {
        var answer = await calls.Ask(g => g.GetGrain<IAgentDeskGrain>(tenant).Do(command), cancellationToken);
        return answer switch
        {
            null => new ProblemResult(Problem.Unavailable(ProblemCodes.ClusterUnavailable)),
            { Code: DeskCodes.Ok } => TypedResults.Ok(new DeskDone { Conversation = answer.Conversation, Number = answer.Number }),
            { Code: DeskCodes.NotFound } => new ProblemResult(new(ProblemCodes.TicketNotFound)),
            _ => new ProblemResult(new(ProblemCodes.DeskRefused, Value: answer.Code)),
        };
    }

    /// <summary>What an agent needs to know; null where the conversation does not answer.</summary>
    public Task<Briefing?> Briefing(string conversation, CancellationToken cancellationToken) =>
        calls.Ask(g => g.GetGrain<IConversationGrain>(conversation).Briefing(), cancellationToken);

    /// <summary>Tells the desk that an agent is there, as they are known there; for who keeps a stream open.</summary>
    public Task Beat(ConsoleCaller caller, string state, CancellationToken cancellationToken) =>
        Do(caller.Tenant, Presence(caller, state), cancellationToken);

    public static DeskCommand Presence(ConsoleCaller caller, string state) => new("presence", DeskCommandKind.Presence, caller.Id)
    {
        Presence = new(caller.Account.Name, state, caller.Account.Skills, caller.Account.Capacity),
    };
}
