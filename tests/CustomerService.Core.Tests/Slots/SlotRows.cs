using System.Globalization;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Tests.Slots;

/// <summary>Runs the extractor on a row of a table and writes what it found as <c>slot=value</c>, in order.</summary>
internal static class SlotRows
{
    /// <summary>A Sunday afternoon.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 14, 30, 0, TimeSpan.FromHours(8));

    private static readonly SlotExtractor Extractor = new(SmallShop.Source);

    public static IReadOnlyList<SlotMention> Extract(string text) => Extractor.Extract("demo", text, Now);

    public static string Found(string text) =>
        string.Join(' ', Extract(text).Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Slot}={m.Value}")));

    /// <summary>What was found of some slots only.</summary>
    public static string Found(string text, params ReadOnlySpan<string> slots)
    {
        var wanted = slots.ToArray();
        return string.Join(' ', Extract(text).Where(m => wanted.Contains(m.Slot)).Select(m => $"{m.Slot}={m.Value}"));
    }
}
