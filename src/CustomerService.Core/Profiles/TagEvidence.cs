using CustomerService.Contracts.Profiles;
using CustomerService.Core.Commerce;

namespace CustomerService.Core.Profiles;

/// <summary>What tags are derived from.</summary>
/// <param name="Observations">Of all profiles of the person.</param>
/// <param name="Orders">The member's newest orders; null where no member was proved or the shop could not be asked.</param>
public sealed record ProfileFacts(IReadOnlyList<ProfileObservation> Observations, IReadOnlyList<Order>? Orders);

/// <summary>What counts for a tag; exactly one kind of thing, the conditions on it all hold.</summary>
public sealed record TagEvidence
{
    /// <summary>Questions about categories of this audience.</summary>
    public string? Audience { get; init; }

    /// <summary>Questions with one of these intents; empty for any.</summary>
    public IReadOnlyList<string> Intents { get; init; } = [];

    /// <summary>Questions in this mood; null for any.</summary>
    public int? Sentiment { get; init; }

    /// <summary>Orders instead of questions: <c>kept</c>, <c>returned</c> or <c>any</c>.</summary>
    public string? Orders { get; init; }

    /// <summary>Whether orders are counted.</summary>
    public bool NeedsOrders => Orders is not null;

    /// <summary>All that counts, in no order, whenever it was.</summary>
    public IEnumerable<(string Id, DateTimeOffset At)> In(ProfileFacts facts, Catalogue catalogue) => NeedsOrders
        ? facts.Orders!.Where(Counts).Select(o => (o.Id, o.PlacedAt))
        : facts.Observations.Where(o => Counts(o, catalogue)).Select(o => (o.OperationId, o.At));

    private bool Counts(ProfileObservation o, Catalogue catalogue) =>
        (Audience is null || o.Categories.Any(c => catalogue.AudienceOf(c) == Audience))
        && (Intents.Count == 0 || o.Intents.Any(Intents.Contains))
        && (Sentiment is null || o.Sentiment == Sentiment);

    private bool Counts(Order order) => Orders switch
    {
        "returned" => order.Status is OrderStatus.Refunding or OrderStatus.Refunded,
        "kept" => order.Status is OrderStatus.Delivered or OrderStatus.Completed,
        _ => order.Status is not (OrderStatus.Cancelled or OrderStatus.PendingPayment),
    };
}
