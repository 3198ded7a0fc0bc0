using System.Globalization;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Slots;

namespace CustomerService.Language.Evaluation;

/// <summary>A slot in a text, as a person marked it or as it was found.</summary>
/// <param name="Slot"><c>product</c>, <c>colour</c>, <c>spec</c> (sizes too), <c>quantity</c>, <c>order</c>, <c>place</c>, <c>date</c> or <c>amount</c>.</param>
/// <param name="Start">Its first character, UTF-16 units.</param>
/// <param name="End">Behind its last.</param>
public readonly record struct MarkedSlot(string Slot, int Start, int End)
{
    // What rules call it, by the name it is marked with: they tell a category from its products, and a city from a street.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [SlotNames.Product] = "product", [SlotNames.Category] = "product", [SlotNames.Unlisted] = "product",
        [SlotNames.Colour] = "colour", [SlotNames.Spec] = "spec", ["size"] = "spec", [SlotNames.Quantity] = "quantity",
        [SlotNames.Order] = "order", [SlotNames.City] = "place", [SlotNames.Address] = "place", ["place"] = "place",
        [SlotNames.Date] = "date", [SlotNames.Amount] = "amount",
    };

    /// <summary>Those that were found in a text; what nobody marks is left out.</summary>
    public static IReadOnlyList<MarkedSlot> Of(IReadOnlyList<SlotMention> mentions) =>
        [.. mentions.Where(m => Names.ContainsKey(m.Slot)).Select(m => new MarkedSlot(Names[m.Slot], m.Start, m.Start + m.Length))];

    /// <summary>Those that a model saw.</summary>
    public static IReadOnlyList<MarkedSlot> Of(IReadOnlyList<SlotSpan> spans) =>
        [.. spans.Where(s => Names.ContainsKey(s.Slot)).Select(s => new MarkedSlot(Names[s.Slot], s.Start, s.Start + s.Length))];

    /// <summary>Reads <c>0-2=colour 3-7=spec</c>; null where it is written otherwise or leaves the text.</summary>
    public static IReadOnlyList<MarkedSlot>? Read(string written, int textLength)
    {
        List<MarkedSlot> found = [];
        foreach (var part in written.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [var place, var name] || place.Split('-') is not [var from, var to] || !Names.TryGetValue(name, out var slot)
                || !int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
                || !int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
                || start >= end || end > textLength)
            {
                return null;
            }
            found.Add(new(slot, start, end));
        }
        return found;
    }
}
