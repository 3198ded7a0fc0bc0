using System.ComponentModel.DataAnnotations;
using CustomerService.Core.Settings;
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
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:05")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>The longest that one attempt to read may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.020", "00:00:05")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMilliseconds(350);

    /// <summary>The largest answer to a question, in bytes.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxAnswerBytes { get; set; } = 1024 * 1024;

    /// <summary>How often catalogue, settings and FAQ are pulled.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Refresh { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest that one pull may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PullTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest catalogue or FAQ, in bytes.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
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
        List<string> wrong = [.. SettingRanges.Faults("Shop:Http", options)];
        if (options.AttemptTimeout > options.Timeout)
            wrong.Add($"Shop:Http:AttemptTimeout is {options.AttemptTimeout}: set it to Shop:Http:Timeout, which is {options.Timeout}, or less.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
