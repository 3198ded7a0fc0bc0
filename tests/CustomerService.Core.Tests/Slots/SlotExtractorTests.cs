using CsCheck;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;
using CustomerService.Core.Text;

namespace CustomerService.Core.Tests.Slots;

public sealed class SlotExtractorTests
{
    [Fact]
    public void Extract_ReferenceConversation_GivesItsSlots()
    {
        SlotRows.Found("这款手机有现货吗?").ShouldBe("reference=this category=phone");
        SlotRows.Found("黑色,256G。").ShouldBe("colour=黑色 spec=256G");
    }

    [Theory]
    [InlineData("星河X1 黑色 256G 两台发北京明天能到吗", "product=P1001 colour=黑色 spec=256G quantity=2 city=北京 date=2026-11-23")]
    [InlineData("订单202511220001改到上海市浦东新区张江路1号,电话13812345678", "order=202511220001 address=上海市浦东新区张江路1号 phone=5678")]
    [InlineData("第二款要白的42码,不要黑的", "reference=2 colour=白色 spec=42码")]
    [InlineData("逐风跑鞋黑色42码降到199元我就买两双", "product=P3001 colour=黑色 spec=42码 amount=199.00 quantity=2")]
    [InlineData("绯光口红枫叶红,送到杭州,周五前", "product=P6001 colour=枫叶红 city=杭州 date=2026-11-27")]
    public void Extract_ManySlots_GivesAllInOrder(string text, string expected) => SlotRows.Found(text).ShouldBe(expected);

    [Theory]
    [InlineData("你好")]
    [InlineData("谢谢")]
    [InlineData("在吗")]
    [InlineData("怎么还不发货")]
    [InlineData("我要退货")]
    [InlineData("质量太差了")]
    [InlineData("转人工")]
    [InlineData("能便宜点吗")]
    [InlineData("发什么快递")]
    [InlineData("保修多久")]
    [InlineData("😀😀")]
    [InlineData("?")]
    [InlineData("")]
    [InlineData(" ")]
    public void Extract_OrdinaryTalk_GivesNothing(string text) => SlotRows.Found(text).ShouldBe("");

    [Fact]
    public void Extract_Mention_TellsItsPlaceInTheNormalisedText()
    {
        var mention = SlotRows.Extract("  我要 Ｘ１－Ｐｒｏ 黑色")[0];
        mention.ShouldBe(new SlotMention("product", "P1002", 3, 6));
    }

    [Fact]
    public void Extract_NewSnapshot_UsesItsWords()
    {
        var shop = new ChangingShop { Now = SmallShop.Catalogue };
        var extractor = new SlotExtractor(shop);
        extractor.Extract("demo", "星河X1", SlotRows.Now).ShouldNotBeEmpty();
        shop.Now = Catalogue.Empty;
        extractor.Extract("demo", "星河X1", SlotRows.Now).ShouldBeEmpty();
    }

    [Fact]
    public void Extract_EmptyCatalogue_StillReadsRules()
    {
        var mentions = new SlotExtractor(new ChangingShop { Now = Catalogue.Empty }).Extract("demo", "黑色256G两台明天", SlotRows.Now);
        mentions.Select(m => m.Value).ShouldBe(["黑色", "256G", "2", "2026-11-23"]);
    }

    [Fact]
    public void Extract_OddCatalogue_DoesNotThrow()
    {
        var product = new Product("1", "a", "", ["", " ", "的"], "", "", 0, false, 0, [new Sku("2", "1", "", "", 1, null)], []);
        var odd = new Catalogue([new("a", "b", "", [], null, null), new("b", "a", "环", ["", "环"], null, null)], [product], [new("", "")]);
        new SlotExtractor(new ChangingShop { Now = odd }).Extract("demo", "的环1两件黑色", SlotRows.Now).ShouldNotBeNull();
    }

    [Fact]
    public void Extract_AnyText_GivesOrderedMentionsInRange() => Texts.Sample(text =>
    {
        var normalised = TextNormalizer.Normalize(text);
        var end = 0;
        foreach (var mention in SlotRows.Extract(text))
        {
            if (mention.Start < end || mention.Length < 1 || mention.Value.Length == 0 || !SlotNames.All.Contains(mention.Slot))
                return false;
            end = mention.Start + mention.Length;
        }
        return end <= normalised.Length;
    });

    [Fact]
    public void Extract_AnyString_DoesNotThrow() => Gen.String.Sample(text => SlotRows.Extract(text) is not null);

    [Fact]
    public void Extract_Text_IsTheSameInAnyWidthAndCase() => Texts.Sample(text =>
        SlotRows.Found(text) == SlotRows.Found(TextNormalizer.Normalize(text)));

    // Words that the rules look for, put together at random.
    private static readonly Gen<string> Texts = Gen.OneOf<string>(
    [
        .. new[]
        {
            "星河X1", "X1 Pro", "逐风", "轻跑鞋", "手机", "黑色", "黑", "的", "白", "256G", "256", "g", "XL", "L", "42", "码", "号", "二", "十", "两",
            "百", "五", "件", "个", "买", "要", "不要", "不是", "和", "、", "订单号", "202511220001", "2025", "138****5678", "13812345678", "尾号",
            "5678", "北京", "朝阳", "市", "区", "改成", "寄到", "地址", "路", "1号", "3栋", "明天", "后", "前", "下周", "一", "月", "12", ".", "/", "-",
            ":", "点", "半", "下午", "元", "块", "¥", "199", "千", "这", "款", "第", "最后", "刚才", "那", "https://x.cn/p/P1001", " ", ",", "。", "?",
            "东西安装", "贝护优尔配方奶粉", "\ud83d", "\u202e", "😀",
        }.Select(Gen.Const),
    ]).Array[0, 14].Select(parts => string.Concat(parts));

    private sealed class ChangingShop : ICatalogueSource
    {
        public required Catalogue Now { get; set; }

        public Catalogue Current(string tenant) => Now;
    }
}
