using CustomerService.Contracts.Conversations;
using CustomerService.Core.Settings;

namespace CustomerService.Gateway.Configuration;

/// <summary>Stops the host at a wrong setting, with the key and the fix.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(GatewayOptions o)
    {
        foreach (var (key, names) in new[] { ("Tenants", o.ServedTenants), ("Channels", o.ServedChannels) })
        {
            foreach (var bad in names.Where(n => !ConversationId.IsName(n)))
                yield return $"Gateway:{key} holds \"{bad}\"; write names of 1 to 32 characters a-z, 0-9 and '-'.";
        }
        if (!o.ServedTenants.Contains(o.DefaultTenant))
            yield return "Gateway:DefaultTenant is not in Gateway:Tenants; add it there or choose one that is.";
        if (!o.ServedChannels.Contains(o.DefaultChannel))
            yield return "Gateway:DefaultChannel is not in Gateway:Channels; add it there or choose one that is.";
        foreach (var fault in SettingRanges.Faults(GatewayOptions.Section, o))
            yield return fault;
        foreach (var origin in (o.AllowedOrigins ?? []).Concat(o.FrameAncestors ?? []).Where(v => !IsOrigin(v)))
            yield return $"Gateway:AllowedOrigins or Gateway:FrameAncestors holds \"{origin}\"; write scheme://host[:port].";
    }

    /// <summary>An origin goes into a header as it stands, so it may hold nothing else.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
