namespace CustomerService.Grains.Placement;

/// <summary>What a silo is for; its metadata say it under <see cref="Key"/>.</summary>
public static class SiloRoles
{
    /// <summary>The key of the silo's metadata.</summary>
    public const string Key = "role";

    /// <summary>Conversations, profiles, desks: everything that writes.</summary>
    public const string Conversation = "conversation";

    /// <summary>The language model.</summary>
    public const string Inference = "inference";

    /// <summary>Both of them.</summary>
    public const string Both = "both";

    /// <summary>Every role.</summary>
    public static IReadOnlyList<string> All { get; } = [Conversation, Inference, Both];
}
