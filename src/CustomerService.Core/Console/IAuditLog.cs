namespace CustomerService.Core.Console;

/// <summary>Who looked at what, or changed what. Carries no personal data itself.</summary>
/// <param name="At">When.</param>
/// <param name="Account">Who.</param>
/// <param name="Action">What, such as <c>read_orders</c>.</param>
/// <param name="Subject">Of whom or what: a conversation's id, an account's.</param>
public sealed record AuditEntry(DateTimeOffset At, string Account, string Action, string Subject)
{
    /// <summary>Its place in the log; given by it.</summary>
    public long Number { get; init; }
}

/// <summary>The log of reads of personal data and of changes at the console; nothing in it is changed.</summary>
public interface IAuditLog
{
    /// <summary>Adds an entry durably.</summary>
    ValueTask Add(string tenant, AuditEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Entries with a number below <paramref name="before"/>, the newest first.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> Read(string tenant, long before, int limit, CancellationToken cancellationToken = default);
}
