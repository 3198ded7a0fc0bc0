using CustomerService.Contracts.Conversations;
using CustomerService.Core.Settings;
using CustomerService.Core.Webhooks;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Webhooks;

/// <summary>Stops the host at a wrong setting of the webhooks, with the key and the fix.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var faults = Faults(options).Concat(options.Endpoints.SelectMany(e => Faults($"Webhooks:Endpoints:{e.Key}", e.Key, e.Value))).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(WebhookOptions o)
    {
        foreach (var fault in SettingRanges.Faults(WebhookOptions.Section, o))
            yield return fault;
        if (o.LongestWait < o.FirstWait)
            yield return $"Webhooks:LongestWait is {o.LongestWait}: set it to Webhooks:FirstWait, which is {o.FirstWait}, or more.";
        if (o.Keep < o.GiveUpAfter)
            yield return $"Webhooks:Keep is {o.Keep}: set it to Webhooks:GiveUpAfter, which is {o.GiveUpAfter}, or more.";
    }

    // A secret is a secret in a log too: no value of one is told.
    private static IEnumerable<string> Faults(string key, string name, WebhookEndpointOptions o)
    {
        if (!ConversationId.IsName(name))
            yield return $"{key}: name an endpoint with 1 to 32 characters a-z, 0-9 and '-'.";
        if (!ConversationId.IsName(o.Tenant))
            yield return $"{key}:Tenant is '{o.Tenant}': set it to the shop whose events it gets.";
        if (!Uri.TryCreate(o.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0)
            yield return $"{key}:Url is not an address: set it to https://host/path, without a user.";
        else if (url.Scheme == Uri.UriSchemeHttp && !(url.IsLoopback && o.AllowPrivateAddresses))
            yield return $"{key}:Url is not https: set it to https://…; http is for a loopback address with {key}:AllowPrivateAddresses alone.";
        if (o.Secrets is not { Length: 1 or 2 } || o.Secrets.Any(s => WebhookMessage.TryKey(s) is null))
        {
            yield return $"{key}:Secrets must hold one or two secrets, '{WebhookMessage.SecretPrefix}' and the base64 of "
                + $"{WebhookMessage.ShortestSecret} to {WebhookMessage.LongestSecret} bytes, such as whsec_ and the output of `openssl rand -base64 32`.";
        }
        foreach (var unknown in (o.Events ?? []).Except(WebhookTypes.All, StringComparer.Ordinal))
            yield return $"{key}:Events holds '{unknown}': write some of {string.Join(", ", WebhookTypes.All)}.";
        if (o.Events is [])
            yield return $"{key}:Events is empty: name some, or leave it out for all but message.*.";
    }
}
