using System.Security.Cryptography;
using System.Text;
using CustomerService.Contracts.Conversations;

namespace CustomerService.Core.Privacy;

/// <summary>The name a shopper goes by inside: keyed, so that it cannot be turned back or guessed without the tenant's key.</summary>
public static class ShopperPseudonym
{
    /// <summary>The shortest key accepted, in bytes.</summary>
    public const int ShortestKey = 16;

    /// <summary>Length of a pseudonym: 160 bits in base32.</summary>
    public const int Length = 32;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>
    /// HMAC-SHA256 of <c>tenant|channel|user</c> under the tenant's key, its first 160 bits in lower-case base32
    /// (RFC 4648). The same user always gets the same pseudonym; another channel or tenant gives another.
    /// </summary>
    /// <param name="tenantKey">At least 16 bytes, kept secret; a changed key makes every shopper a new one.</param>
    /// <param name="tenant">A tenant's name.</param>
    /// <param name="channel">A channel's name.</param>
    /// <param name="user">The identity that the channel gives; not empty.</param>
    /// <exception cref="ArgumentException">The key is too short, a name is not well formed or the user is empty.</exception>
    public static string Create(ReadOnlySpan<byte> tenantKey, string tenant, string channel, string user)
    {
        if (tenantKey.Length < ShortestKey)
            throw new ArgumentException($"A tenant's key has at least {ShortestKey} bytes.", nameof(tenantKey));
        // Names hold no '|', so that two triples never read alike.
        if (!ConversationId.IsName(tenant))
            throw new ArgumentException("A tenant is [a-z0-9-]{1,32}.", nameof(tenant));
        if (!ConversationId.IsName(channel))
            throw new ArgumentException("A channel is [a-z0-9-]{1,32}.", nameof(channel));
        ArgumentException.ThrowIfNullOrEmpty(user);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(tenantKey, Encoding.UTF8.GetBytes($"{tenant}|{channel}|{user}"), hash);
        return Base32(hash[..(Length * 5 / 8)]);
    }

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            var bit = i * 5;
            var pair = bytes[bit / 8] << 8 | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Alphabet[pair >> (11 - bit % 8) & 31];
        }
        return new string(text);
    }
}
