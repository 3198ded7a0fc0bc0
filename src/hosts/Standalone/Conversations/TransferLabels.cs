using System.Globalization;
using System.Text.Json;

namespace CustomerService.Standalone.Conversations;

/// <summary>A dialogue and where a human should take it over.</summary>
/// <param name="Id">Its id in the file of dialogues.</param>
/// <param name="Said">What the shopper said, turn by turn.</param>
/// <param name="Golden">Turns, from 0, at any of which a transfer is right.</param>
internal sealed record LabelledDialogue(string Id, IReadOnlyList<string> Said, IReadOnlyList<int> Golden);

/// <summary>Labels of dialogues whose texts lie elsewhere, because their licence lets them be used and not be copied here.</summary>
internal static class TransferLabels
{
    // What the file of dialogues ends each with.
    private const string Overall = "OVERALL";

    /// <summary>Reads labels (<c>id, turns</c>, tab-separated) and the texts of their dialogues.</summary>
    /// <exception cref="FormatException">A line or a dialogue is not as it should be; the message names it.</exception>
    public static IReadOnlyList<LabelledDialogue> Load(string labels, string dialogues)
    {
        var texts = File.ReadLines(dialogues).Select(l => JsonSerializer.Deserialize<JsonElement>(l))
            .ToDictionary(d => d.GetProperty("id").GetString()!, Said, StringComparer.Ordinal);
        return
        [
            .. File.ReadLines(labels).Where(l => l.Length > 0 && !l.StartsWith('#') && !l.StartsWith("id\t", StringComparison.Ordinal))
                .Select(l => Labelled(l.Split('\t'), texts, labels)),
        ];
    }

    private static LabelledDialogue Labelled(string[] cells, Dictionary<string, string[]> texts, string file)
    {
        if (cells is not [var id, var turns] || !texts.TryGetValue(id, out var said))
            throw new FormatException($"{file}: '{cells[0]}' needs an id of the dialogues, a tab and turns such as 2,5.");
        int[] golden = [.. turns.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => int.Parse(t, CultureInfo.InvariantCulture))];
        return golden.All(t => t >= 0 && t < said.Length)
            ? new(id, said, golden)
            : throw new FormatException($"{file}: '{id}' has {said.Length} turns, from 0; {turns} is outside.");
    }

    private static string[] Said(JsonElement dialogue) =>
        [.. dialogue.GetProperty("turns").EnumerateArray().Select(t => t.GetProperty("user").GetString()!).Where(t => t != Overall)];
}
