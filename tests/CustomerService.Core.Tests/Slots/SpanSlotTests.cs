using CustomerService.Contracts.Understanding;
using CustomerService.Core.Slots;

namespace CustomerService.Core.Tests.Slots;

/// <summary>What a model sees fills what rules and catalogue leave open, and nothing else.</summary>
public sealed class SpanSlotTests
{
    private static readonly SlotExtractor Extractor = new(SmallShop.Source);

    [Theory]
    [InlineData("戴森吹风机有货吗", "product:戴森吹风机", "unlisted=戴森吹风机")]
    [InlineData("寄到腾冲要几天", "place:腾冲", "city=腾冲")]
    [InlineData("星河X1要那个曜石的", "colour:曜石", "product=P1001")]
    [InlineData("不要戴森吹风机", "product:戴森吹风机", "")]
    [InlineData("有没有扳手和钳子", "product:扳手 product:钳子", "unlisted=扳手 unlisted=钳子")]
    public void Extract_Spans_FillWhatIsOpen(string text, string spans, string expected) => Found(text, spans).ShouldBe(expected);

    [Theory]
    [InlineData("星河X1有货吗", "product:星河X1", "product=P1001")]
    [InlineData("手机有送钢化膜吗", "product:钢化膜", "category=phone")]
    [InlineData("这款有送钢化膜吗", "product:钢化膜", "reference=this")]
    [InlineData("北京发到腾冲", "place:腾冲", "city=北京")]
    [InlineData("黑色的还有曜石的", "colour:曜石", "colour=黑色")]
    [InlineData("手机号填错了", "product:手机", "")]
    public void Extract_RulesSpeak_SpansAreSilent(string text, string spans, string expected) => Found(text, spans).ShouldBe(expected);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    [InlineData(5, 1)]
    [InlineData(int.MaxValue, 2)]
    public void Extract_SpanOutsideTheText_IsPassedOver(int start, int length) =>
        Extractor.Extract("demo", "扳手呢?", SlotRows.Now, [new("product", start, length, 1)]).ShouldBeEmpty();

    [Fact]
    public void Extract_LongSpans_ArePassedOver()
    {
        Found(new string('扳', 25), $"product:{new string('扳', 25)}").ShouldBeEmpty();
        Found("大学城南门旁边的公寓能到不", "place:大学城南门旁边的公寓").ShouldBeEmpty();
    }

    [Fact]
    public void Extract_UnknownSlot_IsPassedOver() => Found("扳手呢", "tool:扳手").ShouldBeEmpty();

    private static string Found(string text, string spans) => string.Join(' ', Extractor
        .Extract("demo", text, SlotRows.Now, [.. spans.Split(' ').Select(s => Span(text, s.Split(':')))])
        .Select(m => $"{m.Slot}={m.Value}"));

    private static SlotSpan Span(string text, string[] parts) =>
        new(parts[0], text.IndexOf(parts[1], StringComparison.Ordinal), parts[1].Length, 0.9f);
}
