using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Facts;

namespace CustomerService.Core.Tests.Dialogue;

/// <summary>Which size or stage fits, by the chart that a catalogue holds and what the shopper says of the wearer.</summary>
public sealed class SizeAdviceTests
{
    private const string Stages = "1段0–6个月，2段6–12个月，3段12–36个月";
    private const string Coat = "S 155–160cm/45–52kg，M 160–165cm/52–58kg，L 165–172cm/58–68kg，XL 170–178cm/68–78kg，XXL 175–185cm/78–90kg";
    private const string Diapers = "NB 5公斤以内，S 4–8公斤，M 6–11公斤，L 9–14公斤";
    private const string Underwear = "女M 90–105斤，女L 105–120斤，男L 120–140斤";
    private const string Tall = "M 160–165cm，L 165–170cm，XL 170cm以上";

    [Theory]
    [InlineData("适用年龄", Stages, "宝宝四个月了喝几段", "1段", "4个月")]
    [InlineData("适用年龄", Stages, "一岁半的娃吃几段", "3段", "18个月")]
    [InlineData("适用年龄", Stages, "半岁喝几段合适", "2段", "6个月")]
    [InlineData("适用年龄", Stages, "2岁3个月 应该几段", "3段", "27个月")]
    [InlineData("尺码建议", Coat, "身高158体重96斤穿多大", "S", "158cm/48kg")]
    [InlineData("尺码建议", Coat, "一米六八 130斤 穿什么码", "L", "168cm/65kg")]
    [InlineData("尺码建议", Coat, "172cm 70公斤穿多大合适", "XL", "172cm/70kg")]
    [InlineData("尺码建议", Coat, "1.80米，80kg，什么码", "XXL", "180cm/80kg")]
    [InlineData("尺码建议", Coat, "我一百一十斤该穿多大", "M", "55kg")]
    [InlineData("适用体重", Diapers, "20斤的宝宝用多大号", "L", "10公斤")]
    [InlineData("适用体重", Diapers, "刚生6斤，该买什么码", "NB", "3公斤")]
    [InlineData("尺码建议", Underwear, "我110斤穿什么码", "女L", "110斤")]
    [InlineData("尺码建议", Coat, "163 110斤 穿啥码", "M", "163cm/55kg")]
    [InlineData("尺码建议", Coat, "178/150斤 要不要大一号", "XL", "178cm/75kg")]
    [InlineData("尺码建议", Tall, "身高175选什么码", "XL", "175cm")]
    public async Task Get_WearerIsTold_AdvisesWhatFits(string name, string chart, string text, string spec, string by)
    {
        var fact = await Ask(name, chart, text);
        fact.Outcome.ShouldBe("fits");
        (fact.Values["fitting"], fact.Values["by"], fact.Settled["spec"]).ShouldBe((spec, by, spec));
        fact.Values["list"].ShouldContain(chart);
    }

    [Theory]
    [InlineData("适用年龄", Stages, "奶粉有几段")]
    [InlineData("适用年龄", Stages, "4岁吃几段")]
    [InlineData("适用年龄", Stages, "买了3个月了，几段来着")]
    [InlineData("适用年龄", Stages, "3个月前买的是几段")]
    [InlineData("尺码建议", Coat, "身高150体重170斤穿多大")]
    [InlineData("尺码建议", Coat, "腰围85cm穿多大码")]
    [InlineData("尺码建议", Coat, "平时穿L要大一码吗")]
    [InlineData("尺码建议", Coat, "体重90穿什么码")]
    [InlineData("尺码建议", Coat, "买了150 付了50斤的运费，该穿多大")]
    [InlineData("尺码建议", "标准运动码，平时穿多大选多大", "身高175 穿多大")]
    public async Task Get_NothingFitsForSure_GivesTheChartAlone(string name, string chart, string text)
    {
        var fact = await Ask(name, chart, text);
        fact.Outcome.ShouldBe("attribute");
        fact.Settled.ShouldBeEmpty();
        fact.Values["list"].ShouldContain(chart);
    }

    private static async Task<Fact> Ask(string name, string chart, string text)
    {
        string[] specs = chart == Stages ? ["1段", "2段", "3段"] : chart == Underwear ? ["女M", "女L", "男L"] : ["NB", "S", "M", "L", "XL", "XXL"];
        var shop = new OneProduct(new Product(
            "P1", "c", "货", [], "牌", "简介。", 0, true, 1, [.. specs.Select(s => new Sku("P1-" + s, "P1", null, s, 100, null))], [new(name, chart)]));
        var turn = new Turn("t.web.s:1", "t", Talk.Start, [new Segment(text, [], [], default)], 0, 0);
        return await new AttributeFact(shop).Get(
            new FactQuery("attribute", ("product", "P1"), ("segment", "0")), new FactContext(turn, Talk.Start), TestContext.Current.CancellationToken);
    }

    private sealed class OneProduct(Product product) : ICatalogueSource
    {
        private readonly Catalogue _catalogue = new([new("c", null, "类", [], "规格", null)], [product], []);

        public Catalogue Current(string tenant) => _catalogue;
    }
}
