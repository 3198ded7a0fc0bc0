using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerService.Language.Tests.Retrieval;

public sealed class KnowledgeIndexTests : IDisposable
{
    private static readonly FaqEntry Invoice =
        new("invoice", "invoice", "怎么开发票", ["电子发票在哪里下载", "能开专票吗"], "在订单里申请。");

    private static readonly FaqEntry Return = new("return", "return_exchange", "怎么退货", ["七天无理由退货"], "七天内可退。");

    private readonly Shop shop = new() { Entries = [Invoice, Return] };
    private readonly FakeReader reader = new();
    private readonly KnowledgeIndex index;

    public KnowledgeIndexTests() =>
        index = new KnowledgeIndex(shop, reader.Embeddings, TimeProvider.System, NullLogger<KnowledgeIndex>.Instance);

    [Fact]
    public async Task Search_WordingOfAnEntry_GivesItFirstAndOnce()
    {
        var found = await Search("能开专票吗");
        found.Select(m => m.Entry).ShouldBe([Invoice, Return]);
        found[0].Score.ShouldBe(1, 0.001f);
        found[1].Score.ShouldBeLessThan(found[0].Score);
    }

    [Theory]
    [InlineData("怎么开发票")]
    [InlineData(" 怎么开发票？？")]
    [InlineData("怎么 开，发票!")]
    public async Task Search_WordingWithOtherMarks_ScoresOne(string text) =>
        (await Search(text))[0].ShouldBe(new FaqMatch(Invoice, 1));

    [Fact]
    public async Task Search_MarksAlone_AreNoWording() => (await Search("？？"))[0].Score.ShouldBeLessThan(1);

    [Fact]
    public async Task Search_Limit_IsKept() => (await Search("怎么退货", limit: 1)).Single().Entry.ShouldBe(Return);

    [Fact]
    public async Task Search_TenantWithoutEntries_GivesNone()
    {
        shop.Entries = [];
        (await Search("怎么退货")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_ManySearchers_BuildOnce()
    {
        reader.Hold = new TaskCompletionSource();
        var searches = Enumerable.Range(0, 5).Select(_ => Search("怎么退货")).ToArray();
        reader.Hold.SetResult();
        (await Task.WhenAll(searches)).ShouldAllBe(found => found[0].Entry == Return);
        reader.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Search_SearcherLeaves_DoesNotEndTheBuilding()
    {
        reader.Hold = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        var gone = Search("怎么退货", cancellationToken: leaving.Token);
        var staying = Search("怎么退货");
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => gone);
        reader.Hold.SetResult();
        (await staying)[0].Entry.ShouldBe(Return);
    }

    [Fact]
    public async Task Search_BuildingFailed_ThrowsAndTheNextTriesAgain()
    {
        reader.Failure = new ReaderBusyException();
        await Should.ThrowAsync<ReaderBusyException>(() => Search("怎么退货"));
        reader.Failure = null;
        (await Search("怎么退货"))[0].Entry.ShouldBe(Return);
    }

    [Fact]
    public async Task Search_EntriesChanged_AreFollowedAndUntilThenTheOldOnesAnswer()
    {
        await Search("怎么退货");
        var added = new FaqEntry("gift", "gift", "可以写贺卡吗", [], "可以。");
        reader.Hold = new TaskCompletionSource();
        shop.Entries = [added];
        (await Search("可以写贺卡吗"))[0].Entry.ShouldNotBe(added);
        (await Search("怎么退货"))[0].Entry.ShouldBe(Return);
        reader.Hold.SetResult();
        await index.Prepare("t", TestContext.Current.CancellationToken);
        (await Search("怎么退货")).Select(m => m.Entry).ShouldBe([added]);
        reader.Calls.ShouldBe(2, "one building for both searches");
    }

    [Fact]
    public async Task Search_ChangedEntriesCannotBeRead_KeepsTheOldOnesAndTriesAgain()
    {
        await Search("怎么退货");
        reader.Failure = new ReaderBusyException();
        shop.Entries = [Invoice];
        await index.Prepare("t", TestContext.Current.CancellationToken);
        reader.Failure = null;
        reader.Hold = new TaskCompletionSource();
        (await Search("怎么退货"))[0].Entry.ShouldBe(Return);
        reader.Hold.SetResult();
        await index.Prepare("t", TestContext.Current.CancellationToken);
        (await Search("怎么退货"))[0].Entry.ShouldBe(Invoice);
    }

    [Fact]
    public async Task Search_SourceFails_KeepsTheOldEntries()
    {
        await Search("怎么退货");
        shop.Failure = new InvalidOperationException("no database");
        (await Search("怎么退货"))[0].Entry.ShouldBe(Return);
    }

    [Fact]
    public async Task Renew_AnotherModel_IsUsedOnceItIsInUse()
    {
        await Search("怎么退货");
        var next = new FakeReader();
        await index.Renew(
            next.Embeddings,
            async () => (await Search("怎么退货"))[0].Entry.ShouldBe(Return, "the old table answers until then"),
            TestContext.Current.CancellationToken);
        next.Calls.ShouldBe(1);
        (await Search("怎么退货"))[0].Entry.ShouldBe(Return);
    }

    [Fact]
    public async Task Search_VectorOfAnotherModel_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(
            async () => await index.Search("t", "怎么退货", new float[3], 3, TestContext.Current.CancellationToken));

    public void Dispose() => index.Dispose();

    private async Task<IReadOnlyList<FaqMatch>> Search(
        string text, int limit = 3, CancellationToken? cancellationToken = null) =>
        await index.Search(
            "t", text, FakeReader.Embed(text), limit, cancellationToken ?? TestContext.Current.CancellationToken);
}
