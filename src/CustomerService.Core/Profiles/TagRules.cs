using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CustomerService.Core.Profiles;

/// <summary>Reads the declared tag rules.</summary>
public static class TagRules
{
    /// <summary>Rules of a <c>profiles.yaml</c>.</summary>
    /// <exception cref="FormatException">Something is wrong in it; the message names what to write.</exception>
    public static IReadOnlyList<TagRule> Load(string yaml)
    {
        try
        {
            var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
                .Deserialize<FileShape>(yaml);
            return [.. (file?.Tags ?? []).Select(Rule)];
        }
        catch (YamlException e)
        {
            throw new FormatException($"profiles.yaml({e.Start.Line}): {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private static TagRule Rule(TagShape tag) =>
        tag is { Tag.Length: > 0, Audience.Length: > 0, Count: > 0, WithinDays: > 0 }
            ? new TagRule(tag.Tag, tag.Audience, tag.Count, TimeSpan.FromDays(tag.WithinDays))
            : throw new FormatException($"profiles.yaml: the tag '{tag.Tag}' needs tag, audience, count (from 1) and within_days (from 1).");

    private sealed class FileShape
    {
        public List<TagShape> Tags { get; set; } = [];
    }

    private sealed class TagShape
    {
        public string Tag { get; set; } = "";

        public string Audience { get; set; } = "";

        public int Count { get; set; }

        public int WithinDays { get; set; }
    }
}
