using CustomerService.Contracts.Understanding;
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
        (await Search(text))[0].ShouldBe(new FaqMatch(Invoice, 1, FaqNearness.Exact));

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
            async place =>
            {
                (await Search("怎么退货"))[0].Entry.ShouldBe(Return, "the old table answers until then");
                place();
            },
            TestContext.Current.CancellationToken);
        next.Calls.ShouldBe(1);
        (await Search("怎么退货"))[0].Entry.ShouldBe(Return);
    }

    [Fact]
    public async Task Renew_ExchangeFails_LeavesTheOldOne()
    {
        var before = await Search("能开发票吗");
        await Should.ThrowAsync<InvalidOperationException>(() => index.Renew(
            new FakeReader().EmbeddingsOf("b"), _ => throw new InvalidOperationException(), TestContext.Current.CancellationToken));
        (await Search("能开发票吗")).ShouldBe(before);
    }

    [Fact]
    public async Task Search_NoVector_GoesByCharacters()
    {
        await Search("怎么退货");
        reader.Failure = new ReaderBusyException();
        var found = await index.Search("t", "专票", default, 3, TestContext.Current.CancellationToken);
        found.Select(m => m.Entry).ShouldBe([Invoice, Return]);
        found[0].Nearness.ShouldBe(FaqNearness.Near);
        found[1].ShouldBe(new FaqMatch(Return, 0, FaqNearness.Far));
    }

    [Fact]
    public async Task Search_NoVectorButAWording_IsItsEntry() =>
        (await index.Search("t", "能开专票吗？", default, 1, TestContext.Current.CancellationToken))
            .ShouldBe([new FaqMatch(Invoice, 1, FaqNearness.Exact)]);

    [Fact]
    public async Task Search_VectorThatSaysAnotherModel_GoesByCharacters()
    {
        var wrong = new TextVector(FakeReader.Embed("怎么退货"), "another");
        var found = await index.Search("t", "发票", wrong, 1, TestContext.Current.CancellationToken);
        found.ShouldBe(await index.Search("t", "发票", default, 1, TestContext.Current.CancellationToken));
        found[0].Entry.ShouldBe(Invoice);
    }

    [Fact]
    public async Task Search_VectorOfTheModelBefore_FindsItsIndexUntilItIsForgotten()
    {
        using var two = new KnowledgeIndex(shop, reader.EmbeddingsOf("a"), TimeProvider.System, NullLogger<KnowledgeIndex>.Instance);
        var (old, none) = (new TextVector(FakeReader.Embed("电子发票"), "a"), default(TextVector));
        var before = await two.Search("t", "电子发票", old, 3, TestContext.Current.CancellationToken);
        var thresholds = new FaqScale(Exact: 0.2f, Near: 0.1f);
        await two.Renew(new FakeReader().EmbeddingsOf("b", thresholds), Placed, TestContext.Current.CancellationToken);
        (await two.Search("t", "电子发票", old, 3, TestContext.Current.CancellationToken)).ShouldBe(before);
        (await two.Search("t", "电子发票", old with { Model = "b" }, 1, TestContext.Current.CancellationToken))
            .ShouldBe([before[0] with { Nearness = thresholds.Of(before[0].Score) }]);
        two.Forget();
        (await two.Search("t", "电子发票", old, 3, TestContext.Current.CancellationToken))
            .ShouldBe(await two.Search("t", "电子发票", none, 3, TestContext.Current.CancellationToken));

        static Task Placed(Action place)
        {
            place();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Search_VectorOfAnotherModel_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(
            async () => await index.Search("t", "怎么退货", new(new float[3]), 3, TestContext.Current.CancellationToken));

    public void Dispose() => index.Dispose();

    private async Task<IReadOnlyList<FaqMatch>> Search(
        string text, int limit = 3, CancellationToken? cancellationToken = null) =>
        await index.Search(
            "t", text, new(FakeReader.Embed(text)), limit, cancellationToken ?? TestContext.Current.CancellationToken);
}
