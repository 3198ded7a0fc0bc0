namespace CustomerService.Core.Commerce;

/// <summary>
/// The shop's own data cannot be had now: its back end is slow, down or answers wrong, or the tenant has no shop.
/// Carries no personal data. After a failed <see cref="IOrders.Change"/> the outcome is not known: ask again with the
/// same operation id.
/// </summary>
public sealed class ShopUnavailableException : Exception
{
    /// <summary>An unnamed failure.</summary>
    public ShopUnavailableException()
        : this("unknown", "unknown")
    {
    }

    /// <summary>A failure in a sentence.</summary>
    public ShopUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in a sentence, with what caused it.</summary>
    public ShopUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The failure of an operation.</summary>
    /// <param name="operation">What was asked: stock, orders, trace…</param>
    /// <param name="reason">A stable code: timeout, connection, circuit_open, status_503, bad_answer, too_large, no_shop…</param>
    public ShopUnavailableException(string operation, string reason)
        : base($"The shop did not answer '{operation}': {reason}.") =>
        (Operation, Reason) = (operation, reason);

    /// <summary>What was asked: stock, orders, trace…</summary>
    public string Operation { get; } = "unknown";

    /// <summary>A stable code: timeout, connection, circuit_open, status_503, bad_answer, too_large, no_shop…</summary>
    public string Reason { get; } = "unknown";
}
