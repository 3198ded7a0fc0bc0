using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerService.Core.Dialogue.Flows;

/// <summary>Reads YAML nodes and keeps every problem with its line, instead of stopping at the first.</summary>
internal sealed class YamlReader(string file, List<FlowProblem> problems)
{
    public YamlMappingNode? Root(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [var document])
                return Mapping(document.RootNode, "the file");
            problems.Add(new(file, 1, "The file must hold one YAML document with 'flow:' or 'answers:' at its top."));
        }
        catch (YamlException e)
        {
            problems.Add(new(file, e.Start.Line, $"This is not YAML: {e.Message}"));
        }
        return null;
    }

    public void Problem(YamlNode node, string message) => problems.Add(new(file, node.Start.Line, message));

    public YamlMappingNode? Mapping(YamlNode node, string what)
    {
        if (node is YamlMappingNode mapping)
            return mapping;
        Problem(node, $"{what} must be a mapping: write 'name: value' lines.");
        return null;
    }

    public string? Text(YamlNode node, string what)
    {
        if (node is YamlScalarNode { Value: { Length: > 0 } value })
            return value.Trim();
        Problem(node, $"{what} must be a text.");
        return null;
    }

    public bool Flag(YamlNode node, string what)
    {
        if (node is YamlScalarNode { Value: "true" or "false" } scalar)
            return scalar.Value == "true";
        Problem(node, $"{what} must be true or false.");
        return false;
    }

    /// <summary>A list of texts; a single text stands for a list of one.</summary>
    public IReadOnlyList<(string Value, YamlNode Node)> Texts(YamlNode node, string what)
    {
        var nodes = node is YamlSequenceNode sequence ? sequence.Children : [node];
        var texts = new List<(string, YamlNode)>();
        foreach (var child in nodes)
        {
            if (Text(child, what) is { } text)
                texts.Add((text, child));
        }
        return texts;
    }

    /// <summary>The entries of a mapping whose keys are known; an unknown key is a problem that names the known ones.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries(YamlMappingNode mapping, params string[] known)
    {
        foreach (var (keyNode, value) in mapping.Children)
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? "";
            if (known.Length == 0 || known.Contains(key, StringComparer.Ordinal))
                yield return (key, value);
            else
                Problem(keyNode, $"'{key}' is not known here; write one of: {string.Join(", ", known)}.");
        }
    }
}
