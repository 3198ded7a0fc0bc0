using CustomerService.Contracts.Conversations;

namespace CustomerService.Contracts.Desk;

/// <summary>What can be asked of a desk. Numbers are on the wire: only add.</summary>
public enum DeskCommandKind
{
    /// <summary>The agent comes, goes or changes skills; also a heartbeat.</summary>
    Presence = 0,

    /// <summary>Takes the conversation named.</summary>
    Accept = 1,

    /// <summary>Takes the first conversation that the agent is fit for.</summary>
    Next = 2,

    /// <summary>Gives the conversation to another agent or skill.</summary>
    Transfer = 3,

    /// <summary>Takes the conversation whoever has it; for supervisors.</summary>
    TakeOver = 4,

    /// <summary>Leaves a note that only agents see.</summary>
    Note = 5,

    /// <summary>Says something to the shopper.</summary>
    Say = 6,

    /// <summary>Gives the conversation back to the bot.</summary>
    BackToBot = 7,

    /// <summary>Ends the service with a wrap-up code.</summary>
    Close = 8,

    /// <summary>The shopper no longer wants a human.</summary>
    Leave = 9,

    /// <summary>The shopper wrote while a human is wanted or there.</summary>
    Heard = 10,

    /// <summary>The shopper rated the service.</summary>
    Rate = 11,

    /// <summary>The shopper wants to be called back rather than wait.</summary>
    Callback = 12,

    /// <summary>Gives the shopper a coupon.</summary>
    GiveCoupon = 13,
}

/// <summary>A command to a desk. The same operation id again gives the first outcome again.</summary>
/// <param name="OperationId">Unique; 1 to 100 characters.</param>
/// <param name="Kind">What to do.</param>
/// <param name="Actor">The agent's id; empty for what the shopper does.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.DeskCommand")]
public sealed record DeskCommand(
    [property: Id(0)] string OperationId,
    [property: Id(1)] DeskCommandKind Kind,
    [property: Id(2)] string Actor)
{
    /// <summary>The conversation it is about; empty for presence and next.</summary>
    [Id(3)] public string Conversation { get; init; } = "";

    /// <summary>Of a transfer: the agent to give it to.</summary>
    [Id(4)] public string? ToAgent { get; init; }

    /// <summary>Of a transfer: the skill to give it to.</summary>
    [Id(5)] public string? ToSkill { get; init; }

    /// <summary>Note, words to the shopper, or wrap-up code.</summary>
    [Id(6)] public string? Text { get; init; }

    /// <summary>Products and coupons that go with the words.</summary>
    [Id(7)] public IReadOnlyList<Card> Cards { get; init; } = [];

    /// <summary>Of presence: who the agent is and how they stand.</summary>
    [Id(8)] public AgentPresence? Presence { get; init; }

    /// <summary>Of what the shopper wrote: -1, 0 or 1; of a rating: 1 to 5.</summary>
    [Id(9)] public int Value { get; init; }

    /// <summary>Of what the shopper wrote: when.</summary>
    [Id(10)] public DateTimeOffset At { get; init; }

    /// <summary>Of a rating: the ticket rated.</summary>
    [Id(11)] public string? Ticket { get; init; }

    /// <summary>Of a coupon: yuan off.</summary>
    [Id(12)] public decimal Amount { get; init; }
}

/// <summary>Who an agent is and how they stand.</summary>
/// <param name="Name">As shoppers see it.</param>
/// <param name="State">online, away or offline.</param>
/// <param name="Skills">Ids of skills.</param>
/// <param name="Capacity">Conversations at once.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.AgentPresence")]
public sealed record AgentPresence(
    [property: Id(0)] string Name,
    [property: Id(1)] string State,
    [property: Id(2)] IReadOnlyList<string> Skills,
    [property: Id(3)] int Capacity);

/// <summary>What became of a command.</summary>
/// <param name="Code">ok, or why not: see <see cref="DeskCodes"/>.</param>
[GenerateSerializer, Immutable, Alias("CustomerService.DeskAnswer")]
public sealed record DeskAnswer([property: Id(0)] string Code)
{
    /// <summary>The conversation it ended up with.</summary>
    [Id(1)] public string? Conversation { get; init; }

    /// <summary>Of words to the shopper: their inbox number.</summary>
    [Id(2)] public long? Number { get; init; }
}

/// <summary>Outcomes of commands.</summary>
public static class DeskCodes
{
    /// <summary>Done.</summary>
    public const string Ok = "ok";

    /// <summary>The conversation neither waits nor is with an agent.</summary>
    public const string NotFound = "not_found";

    /// <summary>Another agent has it.</summary>
    public const string Taken = "taken";

    /// <summary>Somebody else has it, so it is not the actor's to act on.</summary>
    public const string NotYours = "not_yours";

    /// <summary>The agent has as many conversations as they can.</summary>
    public const string Full = "full";

    /// <summary>The agent is not online.</summary>
    public const string Offline = "offline";

    /// <summary>The agent lacks the skill, or there is no such skill.</summary>
    public const string WrongSkill = "wrong_skill";

    /// <summary>Nothing waits that the agent is fit for.</summary>
    public const string Nothing = "nothing";

    /// <summary>The shopper got a coupon not long ago, on this channel or another, or this service gave one.</summary>
    public const string CouponTooSoon = "coupon_too_soon";

    /// <summary>The day's budget for coupons does not reach.</summary>
    public const string CouponBudget = "coupon_budget";

    /// <summary>Coupons are switched off, or the amount is not one that may be given.</summary>
    public const string CouponAmount = "coupon_amount";
}
