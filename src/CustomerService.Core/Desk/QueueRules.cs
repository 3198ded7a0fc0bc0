using System.Collections.Immutable;
using CustomerService.Contracts.Desk;

namespace CustomerService.Core.Desk;

/// <summary>
/// The order of the queue. A priority is worth waiting time, so a rank is the time of arrival less the bonus of the
/// priority: it never changes by waiting, and nobody is overtaken by who comes later than all bonuses together.
/// </summary>
public static class QueueRules
{
    /// <summary>A conversation that lost its agent goes before all others, in the order of arrival.</summary>
    public const string Returned = "returned";

    // Longer than anybody waits.
    private static readonly TimeSpan Front = TimeSpan.FromDays(36_500);

    /// <summary>Waiting conversations, first place first.</summary>
    public static IEnumerable<Ticket> Waiting(DeskState state, string? skill = null) => state.Tickets.Values
        .Where(t => t.State == TicketState.Waiting && (skill is null || t.Skill == skill))
        .OrderBy(t => t.Rank).ThenBy(t => t.Request.At).ThenBy(t => t.Conversation, StringComparer.Ordinal);

    /// <summary>The place of a waiting conversation among those of its skill, from 1.</summary>
    public static int Position(DeskState state, Ticket ticket) => 1 + state.Tickets.Values.Count(t =>
        t.State == TicketState.Waiting && t.Skill == ticket.Skill && t.Conversation != ticket.Conversation && IsBefore(t, ticket));

    /// <summary>Why a hand-over goes before others.</summary>
    public static ImmutableArray<string> Priority(HandoverRequest request, bool isVip, DeskSetting setting)
    {
        var why = ImmutableArray.CreateBuilder<string>();
        if (isVip || request.Reason == "vip")
            why.Add("vip");
        if (request.Reason == "anger" || request.Sentiment < 0)
            why.Add("anger");
        if (request.Reason == "high_risk")
            why.Add("high_risk");
        if (setting.Peak && request.Intent is { } intent && setting.Complex.Contains(intent))
            why.Add("complex");
        return why.ToImmutable();
    }

    /// <summary>The rank that goes with a priority.</summary>
    public static DateTimeOffset Rank(DateTimeOffset at, ImmutableArray<string> priority, DeskSetting setting)
    {
        var rank = at;
        foreach (var why in priority)
            rank -= why == Returned ? Front : setting.Bonus.GetValueOrDefault(why);
        return rank;
    }

    private static bool IsBefore(Ticket a, Ticket b) =>
        (a.Rank, a.Request.At).CompareTo((b.Rank, b.Request.At)) is var order
        && (order < 0 || (order == 0 && string.CompareOrdinal(a.Conversation, b.Conversation) < 0));
}
