namespace CustomerService.Gateway.Configuration;

/// <summary>What opens the operators' calls, section <c>Operator</c>.</summary>
public sealed class OperatorOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Operator";

    /// <summary>The key that <c>Authorization: Bearer</c> must carry; where it is not set no key opens them.</summary>
    public string? Key { get; set; }
}
