using System.ComponentModel.DataAnnotations;
using CustomerService.Gateway.Console.Oidc;

namespace CustomerService.Gateway.Console;

/// <summary>Settings of the agents' console, section <c>Console</c>.</summary>
public sealed class ConsoleOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Console";

    /// <summary>The password of the first account; one is made up and printed once where it is left out.</summary>
    public string? FirstPassword { get; set; }

    /// <summary>How long a login in a browser lasts.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00", ErrorMessage = "Console:Session must lie between {1} and {2}.")]
    public TimeSpan Session { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a bearer token of another system lasts.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "400.00:00:00", ErrorMessage = "Console:Token must lie between {1} and {2}.")]
    public TimeSpan Token { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Wrong passwords in a row after which an account cannot log in for a while.</summary>
    [Range(3, 100, ErrorMessage = "Console:Attempts must lie between {1} and {2}.")]
    public int Attempts { get; set; } = 5;

    /// <summary>How long it cannot.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ErrorMessage = "Console:Lockout must lie between {1} and {2}.")]
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether accounts of the console may log in with their passwords; false where everybody comes by <see cref="Oidc"/>.</summary>
    public bool LocalLogin { get; set; } = true;

    /// <summary>Login by an organisation's own OpenID provider.</summary>
    public OidcOptions Oidc { get; set; } = new();
}
