using CustomerService.Core.Conversations;

namespace CustomerService.Storage;

/// <summary>Message ids that every database can hold.</summary>
internal static class MessageIds
{
    private const int Longest = 128;

    /// <exception cref="ArgumentException">
    /// The id is empty, longer than 128 characters, or holds a NUL. PostgreSQL would refuse the last when its value arrives,
    /// and Npgsql then no longer knows what rows the statement gives that it was preparing: the connection's next append
    /// would fail with it.
    /// </exception>
    public static void Check(InboxMessage message)
    {
        if (message.MessageId is not { Length: > 0 and <= Longest } || message.MessageId.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException($"A message id has 1 to {Longest} characters, none of them NUL.", nameof(message));
    }
}
