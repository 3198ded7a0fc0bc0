using System.Text;
using CustomerService.Core.Privacy;

namespace CustomerService.Gateway.Configuration;

/// <summary>The secrets of the edge, section <c>Privacy</c>.</summary>
public sealed class PrivacyOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Privacy";

    /// <summary>
    /// What pseudonyms of shoppers are made with, at least 16 bytes in UTF-8. The same for every gateway; a changed
    /// key makes every shopper a new one.
    /// </summary>
    public string? PseudonymKey { get; set; }

    /// <summary>
    /// What the shop's server proves members with, at least 16 bytes in UTF-8; where it is not set no proof counts.
    /// </summary>
    public string? IdentitySecret { get; set; }
}

/// <summary>Stops the host at a secret that is missing or too short.</summary>
internal sealed class PrivacyOptionsValidator : IValidateOptions<PrivacyOptions>
{
    public ValidateOptionsResult Validate(string? name, PrivacyOptions options)
    {
        if (Bytes(options.PseudonymKey) < ShopperPseudonym.ShortestKey)
        {
            return ValidateOptionsResult.Fail(
                $"Privacy:PseudonymKey is missing or too short; set a secret of at least {ShopperPseudonym.ShortestKey} "
                + "bytes, such as the output of `openssl rand -hex 32`, the same for every gateway.");
        }
        return options.IdentitySecret is { Length: > 0 } secret && Bytes(secret) < MemberProof.ShortestSecret
            ? ValidateOptionsResult.Fail(
                $"Privacy:IdentitySecret is too short; set at least {MemberProof.ShortestSecret} bytes, or leave it out.")
            : ValidateOptionsResult.Success;
    }

    private static int Bytes(string? text) => Encoding.UTF8.GetByteCount(text ?? "");
}
