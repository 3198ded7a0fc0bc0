using System.Diagnostics.CodeAnalysis;

namespace CustomerService.Contracts.Conversations;

/// <summary>
/// Names one conversation: <c>tenant.channel.shopper</c>, URL-safe as it stands, and the key of its grain.
/// </summary>
/// <param name="Tenant">The shop, <c>[a-z0-9-]{1,32}</c>.</param>
/// <param name="Channel">Where the shopper writes from (web, app, wechat…), <c>[a-z0-9-]{1,32}</c>.</param>
/// <param name="Shopper">The shopper's pseudonym: never the identity that the channel sent.</param>
public readonly record struct ConversationId(string Tenant, string Channel, string Shopper)
{
    /// <summary>The longest id accepted, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>Reads an id as it stands in a path or a grain key.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ConversationId id)
    {
        id = default;
        if (text is null or { Length: > MaxLength })
            return false;
        var parts = text.Split('.');
        if (parts.Length != 3 || !IsName(parts[0]) || !IsName(parts[1]) || !IsPseudonym(parts[2]))
            return false;
        id = new(parts[0], parts[1], parts[2]);
        return true;
    }

    /// <summary>Reads an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is not <c>tenant.channel.shopper</c>.</exception>
    public static ConversationId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("A conversation id is tenant.channel.shopper.");

    /// <summary>Whether the text may name a tenant or a channel.</summary>
    public static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: >= 1 and <= 32 } && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}.{Channel}.{Shopper}";

    private static bool IsPseudonym(string text) =>
        text is { Length: >= 1 and <= 62 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
