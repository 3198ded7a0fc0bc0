using System.Collections.Immutable;
using CustomerService.Contracts.Desk;

namespace CustomerService.Core.Desk;

/// <summary>Kinds of <see cref="DeskRecord"/>.</summary>
public static class DeskRecordKinds
{
    /// <summary>The shopper wrote and an agent answered, or did not.</summary>
    public const string Round = "round";

    /// <summary>A service was over.</summary>
    public const string End = "end";

    /// <summary>A shopper rated a service.</summary>
    public const string Rating = "rating";
}

/// <summary>Something that figures are made of.</summary>
/// <param name="Id">Unique: keeping it again changes nothing.</param>
/// <param name="Kind">See <see cref="DeskRecordKinds"/>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Ticket">The service.</param>
/// <param name="Conversation">Its conversation.</param>
/// <param name="Skill">Who it was for.</param>
public sealed record DeskRecord(string Id, string Kind, DateTimeOffset At, string Ticket, string Conversation, string Skill)
{
    /// <summary>Whose it was; null while nobody had it.</summary>
    public string? Agent { get; init; }

    /// <summary>Of a round: when the shopper wrote; of an end: when a human was asked for.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Of a round: when an agent answered; null when none did.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Of a round: whether it is the first of its service.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Of an end: the wrap-up code.</summary>
    public string? Code { get; init; }

    /// <summary>Of a rating: 1 to 5.</summary>
    public int? Rating { get; init; }

    /// <summary>Of an end: the agents' notes.</summary>
    public ImmutableArray<TicketNote>? Notes { get; init; }
}

/// <summary>How an agent, a skill or a desk did.</summary>
/// <param name="Key">The agent or skill; empty for the desk.</param>
/// <param name="Rounds">Times the shopper wrote and somebody should answer.</param>
/// <param name="InTime">Of these, answered within three minutes.</param>
/// <param name="FirstSeconds">Mean time to the first answer of a service, in seconds; null when there was none.</param>
/// <param name="Services">Services that were over.</param>
/// <param name="Ratings">Ratings given.</param>
/// <param name="MeanRating">Their mean, 1 to 5; null when there is none.</param>
public sealed record DeskFigures(
    string Key, long Rounds, long InTime, double? FirstSeconds, long Services, long Ratings, double? MeanRating)
{
    /// <summary>The part of the rounds that was answered within three minutes, 0 to 1; null when there was none.</summary>
    public double? ThreeMinuteRate => Rounds == 0 ? null : (double)InTime / Rounds;
}

/// <summary>What figures are grouped by.</summary>
public enum FigureGroup
{
    /// <summary>The whole desk.</summary>
    Desk,

    /// <summary>Each agent.</summary>
    Agent,

    /// <summary>Each skill.</summary>
    Skill,
}

/// <summary>The records of desks.</summary>
public interface IDeskRecords
{
    /// <summary>Keeps records durably; one that is there already stays as it is.</summary>
    ValueTask Keep(string tenant, IReadOnlyList<DeskRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Figures of what happened from <paramref name="from"/> until before <paramref name="until"/>.</summary>
    ValueTask<IReadOnlyList<DeskFigures>> Figures(
        string tenant, FigureGroup group, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default);
}
