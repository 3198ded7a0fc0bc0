using CustomerService.Contracts.Understanding;
using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;
using CustomerService.Language.Tests.Retrieval;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Language.Tests;

/// <summary>A process without a model, whose texts another model reads by and by.</summary>
public sealed class IndexFollowTests : IDisposable
{
    private static readonly FaqScale Scale = new(0.8f, 0.4f);

    private readonly FakeTimeProvider time = new();
    private readonly Shop shop = new()
    {
        Entries = [new FaqEntry("invoice", "invoice", "怎么开发票", ["电子发票在哪里下载"], "在订单里申请。")],
        Catalogue = new Catalogue([new Category("phone", null, "手机", ["智能手机"], null, null)], [], []),
    };

    private readonly ModelsSeen seen;
    private readonly Elsewhere reader;
    private readonly KnowledgeIndex knowledge;
    private readonly ProductTypes types;
    private readonly IndexFollow follow;

    public IndexFollowTests()
    {
        seen = new ModelsSeen(time);
        reader = new Elsewhere(seen);
        knowledge = new KnowledgeIndex(shop, Of(reader, "a", Scale), time, NullLogger<KnowledgeIndex>.Instance);
        types = new ProductTypes(shop, Of(reader, "a", Scale), time, NullLogger<ProductTypes>.Instance);
        follow = new IndexFollow(seen, Of, reader, types, time, NullLogger<IndexFollow>.Instance, knowledge);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_OneModelAllTheTime_MakesNothing()
    {
        await Prepare();
        await AskAndLook("a");
        reader.Makings.ShouldBe(2, "the first ones");
    }

    [Fact]
    public async Task Look_AnotherModelAnswers_MakesAllIndexesOnceWithWhatItsScoresMean()
    {
        await Prepare();
        reader.Faq = new FaqScale(0.99f, 0.98f);
        await AskAndLook("b");
        await AskAndLook("b");
        reader.Makings.ShouldBe(4);
        (await Search("b")).Nearness.ShouldBe(FaqNearness.Far, "by both, and as its own scale says");
        types.Resolve("t", Vector("手机", "b")).ShouldBe("phone");
    }

    [Fact]
    public async Task Look_TwoModelsInTurn_KeepsTheIndexesOfBoth()
    {
        await Prepare();
        for (var i = 0; i < 100; i++)
        {
            await AskAndLook("b");
            await AskAndLook("a");
            time.Advance(TimeSpan.FromSeconds(5));
        }
        reader.Makings.ShouldBe(4);
        foreach (var model in new[] { "a", "b" })
        {
            (await Search(model)).Score.ShouldNotBe((await Search(null)).Score, "not by characters alone");
            types.Resolve("t", Vector("手机", model)).ShouldBe("phone");
        }
    }

    [Fact]
    public async Task Look_ThreeModelsInTurn_MakesIndexesOnceAMinute()
    {
        await Prepare();
        for (var second = 0; second < 300; second++)
        {
            await AskAndLook($"{"abc"[second % 3]}");
            time.Advance(TimeSpan.FromSeconds(1));
        }
        reader.Makings.ShouldBeInRange(4, 2 + (2 * 5));
    }

    [Fact]
    public async Task Look_ModelBeforeAnswersMeanwhile_IsTriedAgainAfterAMinute()
    {
        await Prepare();
        reader.WhileMaking = "a";
        await AskAndLook("b");
        (reader.Makings, types.Model).ShouldBe((3, "a"));
        reader.WhileMaking = null;
        time.Advance(TimeSpan.FromSeconds(59));
        await AskAndLook("b");
        reader.Makings.ShouldBe(3);
        time.Advance(TimeSpan.FromSeconds(1));
        await AskAndLook("b");
        (reader.Makings, types.Model).ShouldBe((5, "b"));
    }

    [Fact]
    public async Task Look_ModelBeforeIsGone_IsLetGo()
    {
        await Prepare();
        await AskAndLook("b");
        (await Search("a")).Score.ShouldNotBe((await Search(null)).Score);
        time.Advance(TimeSpan.FromMinutes(1));
        await AskAndLook("b");
        (await Search("a")).Score.ShouldBe((await Search(null)).Score);
        types.Resolve("t", Vector("手机", "a")).ShouldBeNull();
    }

    [Fact]
    public async Task Look_ModelBeforeIsBack_ChangedQuestionsAreItsOwnAgain()
    {
        await Prepare();
        await AskAndLook("b");
        time.Advance(TimeSpan.FromMinutes(1));
        await AskAndLook("a");
        types.Model.ShouldBe("a");
        (await Search("a")).Score.ShouldNotBe((await Search(null)).Score);
    }

    [Fact]
    public async Task Look_StartedWithAnotherModelThanAnswers_FollowsAndFindsTheQuestions()
    {
        reader.Answers = "b";
        await Should.ThrowAsync<ReaderBusyException>(() => knowledge.Prepare("t", Cancellation));
        await follow.LookNow(Cancellation);
        (await Search("b")).Score.ShouldBeGreaterThan(0);
    }

    public void Dispose()
    {
        knowledge.Dispose();
        follow.Dispose();
    }

    private static Embeddings Of(IReader reader, string model, FaqScale faq) =>
        new(reader, model, "", shelf: null, NullLogger.Instance) { Faq = faq };

    private static TextVector Vector(string text, string? model) => model is null ? default : new(FakeReader.Embed(text), model);

    private async Task Prepare()
    {
        await types.Prepare("t", Cancellation);
        await knowledge.Prepare("t", Cancellation);
    }

    private async Task AskAndLook(string model)
    {
        reader.Answers = model;
        await reader.Read("t", ["发票怎么开"], Cancellation);
        await follow.LookNow(Cancellation);
    }

    private async Task<FaqMatch> Search(string? model) =>
        (await knowledge.Search("t", "发票怎么开", Vector("发票怎么开", model), 1, Cancellation))[0];

    /// <summary>Reads in another process, and is told of as the cluster's reader is.</summary>
    private sealed class Elsewhere(ModelsSeen seen) : IReader
    {
        public string Answers { get; set; } = "a";

        public string? WhileMaking { get; set; }

        public FaqScale Faq { get; set; } = Scale;

        /// <summary>How often an index asked.</summary>
        public int Makings { get; private set; }

        public float UnknownThreshold => 0.5f;

        public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken)
        {
            Makings++;
            return new(Read(texts, WhileMaking ?? Answers));
        }

        public ValueTask<IReadOnlyList<Reading>> Read(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
            new(Read(texts, Answers));

        private Reading[] Read(IReadOnlyList<string> texts, string model)
        {
            Reading[] readings = [.. texts.Select(t => new Reading([new("stock", 1)], 0, 1, FakeReader.Embed(t)) { EmbeddedBy = model, Faq = Faq })];
            seen.Saw(readings);
            return readings;
        }
    }
}
