namespace CustomerService.Core.Commerce;

/// <summary>A coupon that shoppers can get.</summary>
/// <param name="Id">The shop's id.</param>
/// <param name="Title">As shown.</param>
/// <param name="Threshold">Yuan to spend before it counts; 0 for none.</param>
/// <param name="Amount">Yuan off.</param>
/// <param name="Scope"><c>all</c>, or the id of a category or product.</param>
/// <param name="Starts">First day.</param>
/// <param name="Ends">Last day.</param>
/// <param name="HowToGet">As shown.</param>
public sealed record Coupon(
    string Id, string Title, decimal Threshold, decimal Amount, string Scope, DateOnly Starts, DateOnly Ends,
    string HowToGet);

/// <summary>A campaign.</summary>
/// <param name="Id">The shop's id.</param>
/// <param name="Title">As shown.</param>
/// <param name="Scope"><c>all</c>, or the id of a category or product.</param>
/// <param name="Starts">First day.</param>
/// <param name="Ends">Last day.</param>
/// <param name="Text">Its rules, as shown.</param>
public sealed record Campaign(string Id, string Title, string Scope, DateOnly Starts, DateOnly Ends, string Text);

/// <summary>Coupons and campaigns.</summary>
public interface IPromotions
{
    /// <summary>All that have not ended on <paramref name="day"/>.</summary>
    ValueTask<IReadOnlyList<Coupon>> Coupons(string tenant, DateOnly day, CancellationToken cancellationToken);

    /// <summary>All that have not ended on <paramref name="day"/>.</summary>
    ValueTask<IReadOnlyList<Campaign>> Campaigns(string tenant, DateOnly day, CancellationToken cancellationToken);
}
