using CustomerService.Contracts.Conversations;

namespace CustomerService.Streaming.Tests;

internal static class Entries
{
    public static InboxEntry Entry(int shopper, long number) => new(
        $"t.web.s{shopper}", number, $"m{number}", InboxKind.Message, "有货吗", DateTimeOffset.UnixEpoch)
    {
        Media = [new MediaItem("image", "https://shop.example/1.png")],
        Parameters = new Dictionary<string, string> { ["a"] = "b" },
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };
}
