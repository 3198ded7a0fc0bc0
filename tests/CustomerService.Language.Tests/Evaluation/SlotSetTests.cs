using System.Text.Json;
using CustomerService.Core.Slots;
using CustomerService.Language.Evaluation;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Language.Tests.Evaluation;

/// <summary>The shipped head on the committed slots: not worse than its card, and a gain beside the rules.</summary>
public sealed class SlotSetTests(RealModel model)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Evaluation");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 14, 30, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Evaluate_ShippedHead_ReachesTheFloors()
    {
        var set = Load();
        var readings = await model.Reader.Read([.. set.Rows.Select(r => r.Text)], TestContext.Current.CancellationToken);
        var scores = Score(set, readings.Select(r => MarkedSlot.Of(r.Spans!)));
        using var floors = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "floors.json"), TestContext.Current.CancellationToken));
        foreach (var floor in floors.RootElement.GetProperty("slots.tsv").EnumerateObject())
        {
            var score = scores.Single(s => s.Slot == floor.Name);
            score.ShouldSatisfyAllConditions(
                s => s.F1.ShouldBeGreaterThanOrEqualTo(floor.Value.GetProperty("f1").GetDouble()),
                s => s.Precision.ShouldBeGreaterThanOrEqualTo(floor.Value.GetProperty("precision").GetDouble()));
        }
    }

    [Fact]
    public async Task Evaluate_RulesWithHead_FindMoreThanRulesAlone()
    {
        var set = Load();
        var readings = await model.Reader.Read([.. set.Rows.Select(r => r.Text)], TestContext.Current.CancellationToken);
        var rules = new SlotExtractor(new Shop());
        var alone = Score(set, set.Rows.Select(r => MarkedSlot.Of(rules.Extract("t", r.Text, Now))));
        var both = Score(set, set.Rows.Zip(readings, (row, reading) => MarkedSlot.Of(rules.Extract("t", row.Text, Now, reading.Spans))));
        foreach (var slot in new[] { "product", "place", "all" })
            both.Single(s => s.Slot == slot).F1.ShouldBeGreaterThan(alone.Single(s => s.Slot == slot).F1);
        foreach (var (before, after) in alone.Zip(both))
            after.Recall.ShouldBeGreaterThanOrEqualTo(before.Recall);
    }

    [Fact]
    public async Task Read_SmallModel_SeesNoSlots()
    {
        await using var services = RealModel.Services(Path.Combine(RealModel.Folder, "..", "student"));
        var reading = await services.GetRequiredService<LanguageReader>().Read(["戴森吹风机有货吗"], TestContext.Current.CancellationToken);
        reading[0].Spans.ShouldBeNull();
    }

    [Theory]
    [InlineData("  我要 ｉＰｈｏｎｅ 15 寄到腾冲  ", "腾冲")]
    [InlineData("戴森吹风机​有货吗", "戴森吹风机")]
    public async Task Read_Spans_StandInTheNormalisedText(string text, string expected)
    {
        var reading = await model.Reader.Read([text], TestContext.Current.CancellationToken);
        var normalised = Core.Text.TextNormalizer.Normalize(text);
        reading[0].Spans!.Select(s => normalised.Substring(s.Start, s.Length)).ShouldContain(expected);
    }

    [Fact]
    public void Load_SlotSet_IsWhole()
    {
        var set = Load();
        set.Problems.ShouldBeEmpty();
        set.Rows.Count.ShouldBeGreaterThanOrEqualTo(250);
        set.Rows.Count(r => r.Slots!.Count == 0).ShouldBeGreaterThanOrEqualTo(set.Rows.Count / 4);
        set.Rows.ShouldAllBe(r => Core.Text.TextNormalizer.Normalize(r.Text).Length == r.Text.Length);
    }

    private static Dataset Load() => DatasetFile.Load(Path.Combine(Folder, "slots.tsv"));

    private static IReadOnlyList<SlotScore> Score(Dataset set, IEnumerable<IReadOnlyList<MarkedSlot>> found)
    {
        var scores = SlotScores.Of([.. set.Rows.Zip(found, (row, given) => (row.Slots!, given))])!;
        Show(scores);
        return scores;
    }

    private static void Show(IReadOnlyList<SlotScore> scores)
    {
        foreach (var s in scores)
            TestContext.Current.TestOutputHelper?.WriteLine($"{s.Slot} {s.Marked} {s.Found} {s.Precision:0.000} {s.Recall:0.000} {s.F1:0.000} {s.ExactF1:0.000}");
    }
}
