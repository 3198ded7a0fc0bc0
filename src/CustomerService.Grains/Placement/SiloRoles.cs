using System.Globalization;
using System.Net;

namespace CustomerService.Grains.Placement;

/// <summary>
/// What a silo is for. Its name says it, which stands in the table of members: so every silo knows the role of a new
/// one in the moment that it knows of it, and asks nobody.
/// </summary>
public static class SiloRoles
{
    /// <summary>Conversations, profiles, desks: everything that writes.</summary>
    public const string Conversation = "conversation";

    /// <summary>The language model.</summary>
    public const string Inference = "inference";

    /// <summary>Both of them.</summary>
    public const string Both = "both";

    /// <summary>What every silo does; no silo's own role.</summary>
    internal const string Every = "every";

    private const char Separator = '@';

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } = [Conversation, Inference, Both];

    /// <summary>The name of the silo of a role at an address: <c>inference@10.0.0.7:11111</c>.</summary>
    public static string NameOf(string role, IPAddress address, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{role}{Separator}{address}:{port}");

    /// <summary>Whether a silo of this name does what the role asks for; one whose name says no role does everything.</summary>
    public static bool Does(string name, string role)
    {
        if (role == Every)
            return true;
        var own = name.IndexOf(Separator, StringComparison.Ordinal) is var end and > 0 ? name[..end] : Both;
        return own == role || own == Both;
    }
}
