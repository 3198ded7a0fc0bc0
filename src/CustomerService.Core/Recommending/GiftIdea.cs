using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CustomerService.Core.Recommending;

/// <summary>A kind of goods that makes a present for somebody. Declared in <c>gifts.yaml</c>.</summary>
/// <param name="For">Values of the slot <c>recipient</c>.</param>
/// <param name="Youngest">Years.</param>
/// <param name="Oldest">Years.</param>
/// <param name="Category">Id of a category of the shop.</param>
/// <param name="Why">What speaks for it, as shown.</param>
public sealed record GiftIdea(IReadOnlyList<string> For, int Youngest, int Oldest, string Category, string Why)
{
    /// <summary>Whether it suits; who or how old, where that is not known, speaks against nothing.</summary>
    public bool Suits(string? recipient, int? age) =>
        (recipient is null || For.Contains(recipient)) && (age is null || (age >= Youngest && age <= Oldest));

    /// <summary>Ideas of a <c>gifts.yaml</c>.</summary>
    /// <exception cref="FormatException">Something is wrong in it; the message names what to write.</exception>
    public static IReadOnlyList<GiftIdea> Load(string yaml)
    {
        try
        {
            var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build()
                .Deserialize<FileShape>(yaml);
            return [.. (file?.Ideas ?? []).Select(Idea)];
        }
        catch (YamlException e)
        {
            throw new FormatException($"gifts.yaml({e.Start.Line}): {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private static GiftIdea Idea(IdeaShape idea) => idea switch
    {
        { For.Count: 0 } or { Category: "" } or { Why: "" } =>
            throw new FormatException($"gifts.yaml: the idea '{idea.Category}' needs for, category and why."),
        { Age: not ([] or [>= 0, <= 120]) } =>
            throw new FormatException($"gifts.yaml: the idea '{idea.Category}' has an age that is not [from, to] in years."),
        { Age: [var from, var to] } => new(idea.For, from, to, idea.Category, idea.Why),
        _ => new(idea.For, 0, 120, idea.Category, idea.Why),
    };

    private sealed class FileShape
    {
        public List<IdeaShape> Ideas { get; set; } = [];
    }

    private sealed class IdeaShape
    {
        public List<string> For { get; set; } = [];

        public List<int> Age { get; set; } = [];

        public string Category { get; set; } = "";

        public string Why { get; set; } = "";
    }
}
