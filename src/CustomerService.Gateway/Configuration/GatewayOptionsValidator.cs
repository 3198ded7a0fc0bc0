using CustomerService.Contracts.Conversations;

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
        foreach (var (key, value, least, most) in Numbers(o))
        {
            if (value < least || value > most)
                yield return $"Gateway:{key} is {value}; write a number from {least} to {most}.";
        }
        foreach (var (key, value) in Times(o))
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromMinutes(5))
                yield return $"Gateway:{key} is {value}; write a time over 0 and up to 00:05:00.";
        }
        foreach (var origin in (o.AllowedOrigins ?? []).Concat(o.FrameAncestors ?? []).Where(v => !IsOrigin(v)))
            yield return $"Gateway:AllowedOrigins or Gateway:FrameAncestors holds \"{origin}\"; write scheme://host[:port].";
    }

    private static IEnumerable<(string Key, int Value, int Least, int Most)> Numbers(GatewayOptions o) =>
    [
        ("MaxTextLength", o.MaxTextLength, 1, 20_000),
        ("MaxBodyBytes", o.MaxBodyBytes, 1_024, 16 * 1024 * 1024),
        ("MaxUnderstandBytes", o.MaxUnderstandBytes, 1_024, 64 * 1024 * 1024),
        ("MaxTexts", o.MaxTexts, 1, 256),
        ("Rates:UserPerSecond", o.Rates.UserPerSecond, 1, 1_000_000),
        ("Rates:UserBurst", o.Rates.UserBurst, 1, 1_000_000),
        ("Rates:TenantPerSecond", o.Rates.TenantPerSecond, 0, 1_000_000),
        ("Rates:AddressPerSecond", o.Rates.AddressPerSecond, 1, 1_000_000),
        ("Rates:AddressBurst", o.Rates.AddressBurst, 1, 1_000_000),
        ("Rates:UnderstandConcurrency", o.Rates.UnderstandConcurrency, 1, 10_000),
        ("Rates:UnderstandQueue", o.Rates.UnderstandQueue, 0, 1_000_000),
        ("Sockets:MaxConnections", o.Sockets.MaxConnections, 1, 1_000_000),
        ("Sockets:MaxStrikes", o.Sockets.MaxStrikes, 1, 1_000_000),
    ];

    private static IEnumerable<(string Key, TimeSpan Value)> Times(GatewayOptions o) =>
    [
        ("AppendTimeout", o.AppendTimeout),
        ("Overload:TellAfter", o.Overload.TellAfter),
        ("Overload:RefuseAfter", o.Overload.RefuseAfter),
        ("Sockets:SendTimeout", o.Sockets.SendTimeout),
        ("Sockets:Ping", o.Sockets.Ping),
        ("Feed:Renew", o.Feed.Renew),
        ("Feed:Expect", o.Feed.Expect),
        ("Feed:Linger", o.Feed.Linger),
        ("Feed:CallTimeout", o.Feed.CallTimeout),
    ];

    /// <summary>An origin goes into a header as it stands, so it may hold nothing else.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
