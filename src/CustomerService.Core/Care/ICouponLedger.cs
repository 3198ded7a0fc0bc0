namespace CustomerService.Core.Care;

/// <summary>A coupon that was given.</summary>
/// <param name="Code">What the shopper types in at the shop; unique.</param>
/// <param name="Operation">The operation that gave it; the same again gives the same coupon.</param>
/// <param name="Cause">What it was given for; a cause is paid for once, ever.</param>
/// <param name="Kind">The kind of cause, as shown.</param>
/// <param name="Amount">Yuan off.</param>
/// <param name="MinSpend">Yuan to spend before it counts; 0 for none.</param>
/// <param name="At">When it was given.</param>
/// <param name="Until">When it ends.</param>
/// <param name="GivenBy">The agent's id; <c>bot</c> where the bot gave it.</param>
/// <param name="Conversation">Where it was given.</param>
public sealed record CouponGrant(
    string Code, string Operation, string Cause, string Kind, decimal Amount, decimal MinSpend, DateTimeOffset At, DateTimeOffset Until,
    string GivenBy, string Conversation)
{
    /// <summary>Of a coupon that the bot gave.</summary>
    public const string Bot = "bot";
}

/// <summary>A coupon to be given, if nothing speaks against it.</summary>
/// <param name="Grant">What to give.</param>
/// <param name="Persons">Every name the shopper goes by: member, pseudonym of the channel. One of them known is the person known.</param>
/// <param name="Since">None of them got one since then.</param>
/// <param name="DayStart">When the shop's day began.</param>
/// <param name="Budget">Yuan that the tenant gives in a day.</param>
public sealed record CouponRequest(
    CouponGrant Grant, IReadOnlyList<string> Persons, DateTimeOffset Since, DateTimeOffset DayStart, decimal Budget);

/// <summary>What became of a <see cref="CouponRequest"/>.</summary>
public enum CouponOutcome
{
    /// <summary>Given, now or by the same operation before.</summary>
    Given,

    /// <summary>The cause was paid for already.</summary>
    CauseUsed,

    /// <summary>The person got one within the window.</summary>
    TooSoon,

    /// <summary>The day's budget does not reach.</summary>
    NoBudget,
}

/// <summary>The answer to a request.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Grant">The coupon: of a repeated operation, and of a cause paid for already, the one given then; else null where none was given.</param>
public sealed record CouponAnswer(CouponOutcome Outcome, CouponGrant? Grant);

/// <summary>
/// The durable book of coupons given. All checks of a grant and its entry are one step for the tenant, so that neither
/// several conversations at once nor several silos give more than the rules say.
/// </summary>
public interface ICouponLedger
{
    /// <summary>Gives a coupon, if its operation, cause, persons and budget allow.</summary>
    ValueTask<CouponAnswer> Give(string tenant, CouponRequest request, CancellationToken cancellationToken = default);

    /// <summary>Coupons given before <paramref name="before"/>, the newest first.</summary>
    ValueTask<IReadOnlyList<CouponGrant>> Read(string tenant, DateTimeOffset before, int limit, CancellationToken cancellationToken = default);

    /// <summary>Yuan given since a time.</summary>
    ValueTask<decimal> SpentSince(string tenant, DateTimeOffset since, CancellationToken cancellationToken = default);
}
