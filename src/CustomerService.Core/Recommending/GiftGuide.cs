using System.Collections.Frozen;
using CustomerService.Core.Text;

namespace CustomerService.Core.Recommending;

/// <summary>What makes a present. Declared in <c>gifts.yaml</c>.</summary>
/// <param name="Ideas">The first that suit come first.</param>
/// <param name="Anything">Ids of categories whose name means no more than "a present".</param>
public sealed record GiftGuide(IReadOnlyList<GiftIdea> Ideas, FrozenSet<string> Anything)
{
    /// <summary>The guide of a <c>gifts.yaml</c>.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static GiftGuide Load(string yaml)
    {
        var file = DeclaredFile.Read<FileShape>("gifts.yaml", yaml);
        return new([.. file.Ideas.Select(Idea)], file.Anything.ToFrozenSet(StringComparer.Ordinal));
    }

    private static GiftIdea Idea(IdeaShape idea) => idea switch
    {
        { For.Count: 0 } or { Category: "" } or { Why: "" } =>
            throw new DeclaredFileException($"gifts.yaml: the idea '{idea.Category}' needs for, category and why."),
        { Age: not ([] or [>= 0, <= 120]) } =>
            throw new DeclaredFileException($"gifts.yaml: the idea '{idea.Category}' has an age that is not [from, to] in years."),
        { Age: [var from, var to] } => new(idea.For, from, to, idea.Category, idea.Why),
        _ => new(idea.For, 0, 120, idea.Category, idea.Why),
    };

    private sealed class FileShape
    {
        public List<IdeaShape> Ideas { get; set; } = [];

        public List<string> Anything { get; set; } = [];
    }

    private sealed class IdeaShape
    {
        public List<string> For { get; set; } = [];

        public List<int> Age { get; set; } = [];

        public string Category { get; set; } = "";

        public string Why { get; set; } = "";
    }
}
