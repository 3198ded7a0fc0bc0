using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace CustomerService.Storage.Shop.Import;

/// <summary>Reads the keys of a YAML mapping, and reports those that are missing, wrong or not known.</summary>
internal sealed class YamlSection(string file, string path, YamlMappingNode node, ImportFindings findings)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string Text(string key, int max = 2000)
    {
        if (Find(key) is not { } value)
            return "";
        if (value is YamlScalarNode { Value: { Length: > 0 } text } && PlainText.IsPlain(text.Trim(), max))
            return text.Trim();
        Wrong(value, key, PlainText.Form(max));
        return "";
    }

    public string Time(string key)
    {
        var text = Text(key, 20);
        if (text.Length > 0 && !DayTime.TryParse(text, out _))
            Wrong(Find(key)!, key, "a time of day in quotes, from \"00:00\" to \"24:00\"");
        return text;
    }

    public decimal Money(string key)
    {
        if (Find(key) is not { } value)
            return 0;
        if (value is YamlScalarNode { Value: { } text } && CellKind.ReadMoney(text) is { } money)
            return money;
        Wrong(value, key, CellKind.Money.Form);
        return 0;
    }

    public int Whole(string key, int max)
    {
        if (Find(key) is not { } value)
            return 0;
        if (value is YamlScalarNode { Value: { } text }
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max)
            return number;
        Wrong(value, key, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {max}"));
        return 0;
    }

    public IReadOnlyList<string> List(string key)
    {
        if (Find(key) is not { } value)
            return [];
        if (value is YamlSequenceNode list && list.Children.Count <= 200
            && list.Children.All(c => c is YamlScalarNode { Value: { Length: > 0 } text } && PlainText.IsPlain(text, 1000)))
            return [.. list.Children.Select(c => ((YamlScalarNode)c).Value!)];
        Wrong(value, key, $"a list, each item {PlainText.Form(1000)}");
        return [];
    }

    /// <summary>A section that may be left out.</summary>
    public YamlSection? Optional(string key) => Has(key) ? Section(key) : null;

    public YamlSection Section(string key)
    {
        var value = Find(key);
        if (value is not null and not YamlMappingNode)
            Wrong(value, key, "keys below it, each in its own line and further to the right");
        return value is YamlMappingNode mapping
            ? new(file, Path(key) + ".", mapping, findings)
            : new(file, Path(key) + ".", [], new ImportFindings());
    }

    /// <summary>A section of free keys: a text, or a list of texts that is joined.</summary>
    public IReadOnlyDictionary<string, string> Free(string key)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Has(key))
            return texts;
        var section = Section(key);
        foreach (var name in section.Keys)
            texts[name] = section.IsList(name) ? string.Join('、', section.List(name)) : section.Text(name);
        return texts;
    }

    /// <summary>The line of a key, from 1; 0 where it is missing.</summary>
    public int Line(string key) =>
        node.Children.Where(c => c.Key is YamlScalarNode k && k.Value == key).Select(c => (int)c.Key.Start.Line).FirstOrDefault();

    /// <summary>Notes the keys that nothing asked for.</summary>
    public void NoteUnknown()
    {
        foreach (var key in Keys.Where(k => !_read.Contains(k)))
            findings.Note(file, Line(key), Path(key), "the key is not known and was not read");
    }

    private IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value).OfType<string>();

    private bool Has(string key)
    {
        _read.Add(key);
        return Keys.Contains(key, StringComparer.Ordinal);
    }

    private bool IsList(string key) => Value(key) is YamlSequenceNode;

    private YamlNode? Find(string key)
    {
        _read.Add(key);
        var value = Value(key);
        if (value is null)
            findings.Problem(file, 0, Path(key), "the key is missing: add it");
        return value;
    }

    private YamlNode? Value(string key) =>
        node.Children.Where(c => c.Key is YamlScalarNode k && k.Value == key).Select(c => c.Value).FirstOrDefault();

    private void Wrong(YamlNode value, string key, string form) =>
        findings.Problem(file, (int)value.Start.Line, Path(key), $"write {form}");

    private string Path(string key) => path + key;
}
