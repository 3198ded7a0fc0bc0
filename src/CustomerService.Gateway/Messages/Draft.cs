using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Messages;

/// <summary>What a shopper wants to say, checked.</summary>
internal sealed record Draft(string MessageId, string Text, IReadOnlyList<MediaItem> Media, string? Page)
{
    private static readonly string[] MediaKinds = ["image", "voice", "video", "file", "link"];

    /// <summary>Checks the members of a message; gives a draft or the first problem.</summary>
    public static Draft? Check(
        string? messageId, string? text, IReadOnlyList<MediaRequest?>? media, string? page, int maxText,
        out Problem? problem)
    {
        text = TextRules.UnifyLineEnds(text ?? "");
        problem = TextRules.Id(messageId, "messageId", Limits.MessageId)
            ?? TextRules.Text(text, "text", maxText)
            ?? TextRules.OptionalId(page, "page", Limits.Page)
            ?? CheckMedia(media)
            ?? (string.IsNullOrWhiteSpace(text) && media is null or { Count: 0 }
                ? new(ProblemCodes.EmptyMessage, "text")
                : null);
        return problem is null
            ? new(messageId!, text, [.. (media ?? []).Select(m => new MediaItem(m!.Kind!, m.Url!))], page)
            : null;
    }

    private static Problem? CheckMedia(IReadOnlyList<MediaRequest?>? media)
    {
        if (media is { Count: > Limits.Media })
            return Problem.TooMany("media", Limits.Media);
        for (var i = 0; i < (media?.Count ?? 0); i++)
        {
            var path = $"media[{i}]";
            if (media![i] is not { } item)
                return Problem.Missing(path);
            if (!MediaKinds.Contains(item.Kind, StringComparer.Ordinal))
                return item.Kind is null ? Problem.Missing(path + ".kind") : Problem.Invalid(path + ".kind", "media_kind");
            if (TextRules.Id(item.Url, path + ".url", Limits.Url) is { } problem)
                return problem;
            if (!IsAddress(item.Url!))
                return Problem.Invalid(path + ".url", "media_url");
        }
        return null;
    }

    /// <summary>Agents open these addresses: nothing that a browser would run.</summary>
    private static bool IsAddress(string url) =>
        (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal))
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0);
}
