using CustomerService.EndToEnd.Tests.Support;
using CustomerService.Standalone.Conversations;

namespace CustomerService.EndToEnd.Tests.Conversations;

/// <summary>The conversations under <c>tests/conversations</c>.</summary>
internal static class WrittenConversations
{
    private static readonly string Folder = Path.Combine(Places.Root, "tests", "conversations");

    /// <summary>By file name, with how late each has to be played.</summary>
    public static IReadOnlyList<(string File, int Lateness)> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal)
            .Select(f => (File: Path.GetFileName(f), Lateness: Lateness(f))).OrderBy(c => c.Lateness),
    ];

    public static ConversationFile Load(string file) => ConversationFile.Load(Path.Combine(Folder, file));

    // They share one shop: what changes an order comes after what only reads, and the cancelled one stays cancelled.
    private static int Lateness(string path) =>
        path.EndsWith("-order-cancel.yaml", StringComparison.Ordinal) ? 2
        : ConversationFile.Load(path).Tags.Contains("order_change", StringComparer.Ordinal) ? 1
        : 0;
}
