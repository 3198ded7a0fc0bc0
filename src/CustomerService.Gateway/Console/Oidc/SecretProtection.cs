using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace CustomerService.Gateway.Console.Oidc;

/// <summary>
/// Seals with AES-GCM under keys made (HKDF, RFC 5869) from a secret that every gateway has: a login may begin at one
/// gateway and end at another, and no ring of keys has to be shared.
/// </summary>
internal sealed class SecretProtection(string secret, string purpose = "console-oidc") : IDataProtector
{
    private const int Nonce = 12;
    private const int Tag = 16;

    private readonly string _purpose = purpose;
    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: Encoding.UTF8.GetBytes(purpose));

    public IDataProtector CreateProtector(string purpose) => new SecretProtection(secret, $"{_purpose}\n{purpose}");

    public byte[] Protect(byte[] plaintext)
    {
        var whole = new byte[Nonce + plaintext.Length + Tag];
        RandomNumberGenerator.Fill(whole.AsSpan(0, Nonce));
        using var aes = new AesGcm(_key, Tag);
        aes.Encrypt(whole.AsSpan(0, Nonce), plaintext, whole.AsSpan(Nonce, plaintext.Length), whole.AsSpan(Nonce + plaintext.Length));
        return whole;
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < Nonce + Tag)
            throw new CryptographicException("Too short to be sealed.");
        var plain = new byte[protectedData.Length - Nonce - Tag];
        using var aes = new AesGcm(_key, Tag);
        aes.Decrypt(protectedData.AsSpan(0, Nonce), protectedData.AsSpan(Nonce, plain.Length), protectedData.AsSpan(Nonce + plain.Length), plain);
        return plain;
    }
}
