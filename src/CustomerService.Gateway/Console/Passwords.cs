using System.Security.Cryptography;
using CustomerService.Core.Console;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.Gateway.Console;

/// <summary>Hashes passwords as ASP.NET Core Identity does: PBKDF2 with HMAC-SHA512, 100,000 rounds, a salt each.</summary>
internal sealed class Passwords
{
    /// <summary>Shortest password that may be chosen, in characters.</summary>
    public const int Shortest = 10;

    /// <summary>Longest; hashing takes time by length.</summary>
    public const int Longest = 128;

    // Without I, l, O, 0 and 1: it is read off a screen and typed.
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly PasswordHasher<ConsoleAccount> _hasher = new();
    private readonly Lazy<string> _nobody;

    public Passwords() => _nobody = new(() => Hash("the password of nobody"));

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Takes as long for nobody's account, so that the time tells nothing of which accounts there are.</summary>
    public bool Verify(ConsoleAccount? account, string password) =>
        _hasher.VerifyHashedPassword(null!, account is { IsExternal: false } ? account.PasswordHash : _nobody.Value, password) != PasswordVerificationResult.Failed
        && account is { IsDisabled: false, IsExternal: false };

    /// <summary>A password of 16 letters, some 93 bits.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Letters, 16);
}
