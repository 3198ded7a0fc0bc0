using System.Text;

namespace CustomerService.Core.Dialogue.Flows;

/// <summary>Texts with <c>{name}</c> in them.</summary>
public static class Template
{
    /// <summary>The names in a template, in order.</summary>
    /// <exception cref="FormatException">A brace is not closed.</exception>
    public static IEnumerable<string> Names(string template)
    {
        for (var at = template.IndexOf('{', StringComparison.Ordinal); at >= 0; at = template.IndexOf('{', at))
        {
            var end = template.IndexOf('}', at);
            if (end < 0)
                throw new FormatException($"'{{' at character {at + 1} is not closed.");
            yield return template[(at + 1)..end];
            at = end;
        }
    }

    /// <summary>Fills a template once; values are never read as templates. A name without a value becomes nothing.</summary>
    public static string Fill(string template, Func<string, string?> value)
    {
        var text = new StringBuilder(template.Length + 32);
        var at = 0;
        while (template.IndexOf('{', at) is >= 0 and var open)
        {
            var close = template.IndexOf('}', open);
            text.Append(template, at, open - at).Append(value(template[(open + 1)..close]));
            at = close + 1;
        }
        return text.Append(template, at, template.Length - at).ToString();
    }
}
