using System.Globalization;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.HttpShop;

/// <summary>The shop's own HTTP back end; configuration section <c>Shop:Http</c>. The contract is docs/your-shop.md.</summary>
public sealed class HttpShopOptions
{
    /// <summary>What the paths of the contract are appended to: <c>https://shop.example/bot/</c>.</summary>
    public string BaseAddress { get; set; } = "";

    /// <summary>Sent as <c>Authorization: Bearer …</c>; empty sends none.</summary>
    public string Token { get; set; } = "";

    /// <summary>The longest that one question may take, its retry included: well under a turn's budget of a second.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>The longest that one attempt to read may take.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMilliseconds(350);

    /// <summary>The largest answer to a question, in bytes.</summary>
    public int MaxAnswerBytes { get; set; } = 1024 * 1024;

    /// <summary>How often catalogue, settings and FAQ are pulled.</summary>
    public TimeSpan Refresh { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest that one pull may take.</summary>
    public TimeSpan PullTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest catalogue or FAQ, in bytes.</summary>
    public int MaxPullBytes { get; set; } = 64 * 1024 * 1024;
}

/// <summary>Says in a sentence which key to mend.</summary>
internal sealed class HttpShopOptionsValidator : IValidateOptions<HttpShopOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpShopOptions options)
    {
        if (!Uri.TryCreate(options.BaseAddress, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.Query.Length > 0 || address.UserInfo.Length > 0)
        {
            return ValidateOptionsResult.Fail(
                "Shop:Http:BaseAddress is not an address like https://shop.example/bot/: "
                + "set it to where the shop's back end answers, or Shop:BackEnd to tables.");
        }
        if (options.Token.Any(c => c is <= ' ' or > '~'))
            return ValidateOptionsResult.Fail("Shop:Http:Token holds a space or a character that is not ASCII: set it to the bare token.");
        return Between("Timeout", options.Timeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5))
            ?? Between("AttemptTimeout", options.AttemptTimeout, TimeSpan.FromMilliseconds(20), options.Timeout)
            ?? Between("Refresh", options.Refresh, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
            ?? Between("PullTimeout", options.PullTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))
            ?? Bytes("MaxAnswerBytes", options.MaxAnswerBytes)
            ?? Bytes("MaxPullBytes", options.MaxPullBytes)
            ?? ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult? Between(string key, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? null : ValidateOptionsResult.Fail(string.Create(
            CultureInfo.InvariantCulture, $"Shop:Http:{key} is {value}: set it between {least} and {most}."));

    private static ValidateOptionsResult? Bytes(string key, int value) =>
        value is >= 1024 and <= 1024 * 1024 * 1024 ? null : ValidateOptionsResult.Fail(string.Create(
            CultureInfo.InvariantCulture, $"Shop:Http:{key} is {value}: set it between 1024 and 1073741824."));
}
