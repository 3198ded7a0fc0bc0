namespace CustomerService.Gateway.Feed;

/// <summary>The subscriptions of this gateway to conversations.</summary>
public interface ISubscriptions
{
    /// <summary>
    /// Renews them all soon: conversations may have moved to other silos, where they know no observer, and a push that
    /// does not come would be noticed only at the next renewal.
    /// </summary>
    void RenewAll();
}
