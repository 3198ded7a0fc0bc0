using System.Security.Cryptography;
using System.Text;

namespace CustomerService.Core.Privacy;

/// <summary>
/// Proves who a shopper is: the shop's server signs the member id with a secret that it shares with the tenant, and
/// its page sends id and proof along.
/// </summary>
public static class MemberProof
{
    /// <summary>The shortest secret accepted, in bytes.</summary>
    public const int ShortestSecret = 16;

    /// <summary>The proof of a member: HMAC-SHA256 of the id in UTF-8, lower-case hex, 64 characters.</summary>
    /// <exception cref="ArgumentException">The secret is too short or the id empty.</exception>
    public static string Sign(ReadOnlySpan<byte> secret, string member)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(secret, member, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Whether the proof (hex, either case) is the member's; takes the same time for every wrong proof.</summary>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public static bool Verify(ReadOnlySpan<byte> secret, string? member, string? proof)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash(secret, string.IsNullOrEmpty(member) ? "-" : member, expected);
        var isHex = Convert.FromHexString(proof.AsSpan(), given, out _, out var written)
            == System.Buffers.OperationStatus.Done && written == given.Length;
        return CryptographicOperations.FixedTimeEquals(expected, given) & isHex & !string.IsNullOrEmpty(member);
    }

    private static void Hash(ReadOnlySpan<byte> secret, string member, Span<byte> hash)
    {
        if (secret.Length < ShortestSecret)
            throw new ArgumentException($"A secret has at least {ShortestSecret} bytes.", nameof(secret));
        ArgumentException.ThrowIfNullOrEmpty(member);
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(member), hash);
    }
}
