using System.Net;
using System.Text.RegularExpressions;
using CustomerService.Core.Settings;
using CustomerService.Grains.Conversations;
using CustomerService.Grains.Placement;

namespace CustomerService.Hosting.Membership;

/// <summary>Stops the host at a wrong setting of the cluster, with the key and the fix.</summary>
internal sealed partial class ClusterOptionsValidator(IConfiguration configuration) : IValidateOptions<ClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    private IEnumerable<string> Faults(ClusterOptions o)
    {
        if (!Name().IsMatch(o.ClusterId))
            yield return $"Cluster:ClusterId is '{o.ClusterId}': set it to 1 to 64 characters a-z, 0-9 and '-'.";
        foreach (var fault in SettingRanges.Faults(ClusterOptions.Section, o))
            yield return fault;
        if (o.Heartbeat > o.TableRefresh)
            yield return $"Cluster:Heartbeat is {o.Heartbeat}: set it to Cluster:TableRefresh, which is {o.TableRefresh}, or less.";
        var budget = configuration.GetValue("Conversation:TurnBudget", new ConversationOptions().TurnBudget);
        if (o.CallTimeout <= budget)
            yield return $"Cluster:CallTimeout is {o.CallTimeout}: set it to more than Conversation:TurnBudget, which is {budget}.";
    }
}

/// <summary>The same for the settings of one silo.</summary>
internal sealed class SiloOptionsValidator : IValidateOptions<SiloOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(SiloOptions o)
    {
        if (!SiloRoles.All.Contains(o.Role, StringComparer.Ordinal))
            yield return $"Silo:Role is '{o.Role}': set it to {string.Join(", ", SiloRoles.All.SkipLast(1))} or {SiloRoles.All[^1]}.";
        if (!IPAddress.TryParse(o.Address, out _))
            yield return $"Silo:Address is '{o.Address}': set it to the IP address that other processes reach this one by.";
        foreach (var fault in SettingRanges.Faults(SiloOptions.Section, o))
            yield return fault;
        if (o.Port == o.GatewayPort)
            yield return $"Silo:Port and Silo:GatewayPort are both {o.Port}: set them to two ports.";
    }
}
