using CustomerService.Contracts.Understanding;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class FaqSearchTests
{
    private static readonly FaqMatch Courier = new(new("f1", "shipping", "发什么快递", [], "发星河快运。"), 0.9f, FaqNearness.Exact);

    private readonly TalkShop shop = new() { Faq = Courier };

    [Fact]
    public async Task Nearest_ReadButWithoutVector_AsksByTheText() =>
        (await Nearest(new Segment("发什么快递", [new IntentScore("shipping", 0.9f)], [], default))).ShouldBe(Courier);

    [Fact]
    public async Task Nearest_NotReadAtAll_DoesNotWaitForTheKnowledgeBase()
    {
        shop.FaqIsDown = true;
        (await Nearest(new Segment("发什么快递", [], [], default))).ShouldBeNull();
    }

    [Fact]
    public async Task Nearest_SegmentAskedTwice_IsSearchedOnce()
    {
        var segment = new Segment("发什么快递", [], [], new TextVector(new float[] { 1 }));
        var search = new FaqSearch(shop);
        await search.Nearest(segment, "t", TestContext.Current.CancellationToken);
        shop.Faq = null;
        (await search.Nearest(segment, "t", TestContext.Current.CancellationToken)).ShouldBe(Courier);
    }

    private Task<FaqMatch?> Nearest(Segment segment) => new FaqSearch(shop).Nearest(segment, "t", TestContext.Current.CancellationToken);
}
