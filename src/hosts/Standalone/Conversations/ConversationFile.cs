using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace CustomerService.Standalone.Conversations;

/// <summary>A written conversation: what a shopper says and what must come of it.</summary>
public sealed class ConversationFile
{
    /// <summary>Unique name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it proves.</summary>
    public string About { get; set; } = "";

    /// <summary>Subjects, to run some of them.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>The shop's id of a proven shopper; null for an anonymous visitor.</summary>
    public string? Shopper { get; set; }

    /// <summary>The product page the shopper stands on.</summary>
    public string? Page { get; set; }

    /// <summary>Why it is known not to pass yet; null when it must.</summary>
    public string? Pending { get; set; }

    /// <summary>In order.</summary>
    public List<ConversationStep> Steps { get; set; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is not a conversation; the message names file and line.</exception>
    public static ConversationFile Load(string path)
    {
        try
        {
            var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance)
                .WithTypeConverter(new LinesConverter()).Build()
                .Deserialize<ConversationFile>(File.ReadAllText(path));
            return file is { Steps.Count: > 0, Name.Length: > 0 }
                ? file
                : throw new FormatException($"{path}: a conversation needs 'name:' and at least one step under 'steps:'.");
        }
        catch (YamlException e)
        {
            throw new FormatException($"{path}({e.Start.Line}): {e.InnerException?.Message ?? e.Message}", e);
        }
    }
}

/// <summary>One turn of a written conversation.</summary>
public sealed class ConversationStep
{
    /// <summary>What is said; several lines are a burst, sent at once.</summary>
    public Lines Shopper { get; set; } = new([]);

    /// <summary>What must come of it.</summary>
    public Expectation Expect { get; set; } = new();
}

/// <summary>One or more lines.</summary>
public sealed record Lines(IReadOnlyList<string> Texts);

/// <summary>What must come of a step.</summary>
public sealed class Expectation
{
    /// <summary>The intent acted on; one of those separated by '|'.</summary>
    public string? Intent { get; set; }

    /// <summary>Slots held after the step.</summary>
    public Dictionary<string, string> Slots { get; set; } = [];

    /// <summary>Kinds of facts the answer rests on.</summary>
    public List<string> Facts { get; set; } = [];

    /// <summary>What the replies of the step say, taken together.</summary>
    public ReplyExpectation Reply { get; set; } = new();

    /// <summary>Whether a hand-over must have happened by now; null where either is right.</summary>
    public bool? Handover { get; set; }
}

/// <summary>Fragments of the replies.</summary>
public sealed class ReplyExpectation
{
    /// <summary>All of them.</summary>
    public List<string> Contains { get; set; } = [];

    /// <summary>At least one of them.</summary>
    public List<string> ContainsAny { get; set; } = [];

    /// <summary>None of them.</summary>
    public List<string> NotContains { get; set; } = [];
}

internal sealed class LinesConverter : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(Lines);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer) =>
        parser.Accept<YamlDotNet.Core.Events.Scalar>(out _)
            ? new Lines([(string)rootDeserializer(typeof(string))!])
            : new Lines((List<string>)rootDeserializer(typeof(List<string>))!);

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
        throw new InvalidOperationException("Conversations are only read.");
}
