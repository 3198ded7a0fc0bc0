using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerService.Gateway.Console;

/// <summary>The secrets of a login.</summary>
internal static class Tokens
{
    /// <summary>Name of the cookie; scripts cannot read it, other sites cannot cause it to be sent.</summary>
    public const string Cookie = "cs_console";

    /// <summary>The header that a browser sends beside its cookie to change anything.</summary>
    public const string Guard = "X-Console-Guard";

    /// <summary>256 random bits, URL-safe.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a token: whoever reads the table cannot log in with it.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static bool Same(string? given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(expected));
}
