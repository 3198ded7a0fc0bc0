using CustomerService.Core.Text;

namespace CustomerService.Core.Profiles;

/// <summary>Reads the declared tag rules.</summary>
public static class TagRules
{
    private static readonly string[] OrderKinds = ["any", "kept", "returned"];

    /// <summary>Rules of a <c>profiles.yaml</c>.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static IReadOnlyList<TagRule> Load(string yaml)
    {
        var file = DeclaredFile.Read<FileShape>("profiles.yaml", yaml);
        return [.. file.Tags.Select(t => Rule(t, file))];
    }

    private static TagRule Rule(TagShape tag, FileShape file)
    {
        if (tag is not { Tag.Length: > 0, Because.Length: > 0, WithinDays: > 0 } || (tag.Count <= 0 && tag.AtMost is null))
            throw Wrong(tag, "needs tag, because, count (from 1) or at_most, and within_days (from 1)");
        if (tag is { Audience: null, Intents.Count: 0, Sentiment: null, Orders: null })
            throw Wrong(tag, "needs something to count: audience, intents, sentiment or orders");
        if (tag.Orders is not null && (tag.Audience is not null || tag.Intents.Count > 0 || tag.Sentiment is not null))
            throw Wrong(tag, "counts either orders or questions, not both");
        if (tag.Orders is { } orders && !OrderKinds.Contains(orders, StringComparer.Ordinal))
            throw Wrong(tag, $"has orders '{orders}'; write one of {string.Join(", ", OrderKinds)}");
        if (tag.Sentiment is < -1 or > 1)
            throw Wrong(tag, "has a sentiment that is not -1, 0 or 1");
        if (tag.Audience is { } audience && file.SensitiveAudiences.Contains(audience, StringComparer.Ordinal) && string.IsNullOrWhiteSpace(tag.AllowedBecause))
            throw Wrong(tag, $"is drawn from the sensitive audience '{audience}'; give allowed_because with the legal ground, or take the tag out");
        return new TagRule(
            tag.Tag, tag.Because,
            new TagEvidence { Audience = tag.Audience, Intents = tag.Intents, Sentiment = tag.Sentiment, Orders = tag.Orders },
            tag.Count, TimeSpan.FromDays(tag.WithinDays)) { AtMost = tag.AtMost };
    }

    private static DeclaredFileException Wrong(TagShape tag, string what) => new($"profiles.yaml: the tag '{tag.Tag}' {what}.");

    private sealed class FileShape
    {
        public List<TagShape> Tags { get; set; } = [];

        public List<string> SensitiveAudiences { get; set; } = [];
    }

    private sealed class TagShape
    {
        public string Tag { get; set; } = "";

        public string Because { get; set; } = "";

        public string? Audience { get; set; }

        public List<string> Intents { get; set; } = [];

        public int? Sentiment { get; set; }

        public string? Orders { get; set; }

        public int Count { get; set; }

        public int? AtMost { get; set; }

        public int WithinDays { get; set; }

        public string? AllowedBecause { get; set; }
    }
}
