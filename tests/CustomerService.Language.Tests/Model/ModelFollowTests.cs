using CustomerService.Contracts.Understanding;
using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
using CustomerService.Language.Tests.Retrieval;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Language.Tests.Model;

/// <summary>A process with the committed models in each other's place, and one without a model that it reads for.</summary>
public sealed class ModelFollowTests : IAsyncDisposable
{
    private readonly IConfigurationRoot settings = RealModel.Settings(RealModel.Folder);
    private readonly ServiceProvider inference;
    private readonly IHost conversations;
    private readonly (string Entry, string Text)[] questions;

    public ModelFollowTests()
    {
        (var shop, questions) = SampleShop.Small();
        var time = new FakeTimeProvider();
        inference = RealModel.Services(settings, shop, time);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IFaqSource>(shop).AddSingleton<ICatalogueSource>(shop)
            .AddSingleton<IReader>(s => new Elsewhere(inference.GetRequiredService<LanguageReader>(), s.GetRequiredService<ModelsSeen>()))
            .AddRemoteLanguage(RealModel.Settings(RealModel.Folder).GetSection("Language"));
        conversations = builder.Build();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_AfterAnExchangeElsewhere_FindsByTheVectorsAndTheScaleOfTheNewModel()
    {
        var follow = conversations.Services.GetServices<IHostedService>().OfType<IndexFollow>().Single();
        var types = conversations.Services.GetRequiredService<ProductTypes>();
        await types.Prepare("t", Cancellation);
        var before = await AskAll(KnowledgeIndex.Thresholds);

        settings["Language:ModelFolder"] = RealModel.StudentFolder;
        await inference.GetRequiredService<ModelExchange>().Run(Cancellation);
        var meanwhile = await AskAll(expected: null);
        await follow.LookNow(Cancellation);
        var after = await AskAll(ModelManifest.Load(RealModel.StudentFolder).Faq!);

        after.ShouldBeGreaterThan(questions.Length * 9 / 10);
        before.ShouldBeGreaterThan(questions.Length * 9 / 10);
        meanwhile.ShouldBeGreaterThan(questions.Length * 3 / 4, "by characters");
        var phone = (await Reader.Read("t", ["手机"], Cancellation))[0];
        types.Resolve("t", TextVector.Of(phone)).ShouldBe("phone");
        phone.UnknownThreshold.ShouldBe(ModelManifest.Load(RealModel.StudentFolder).UnknownThreshold);
    }

    public async ValueTask DisposeAsync()
    {
        conversations.Dispose();
        await inference.DisposeAsync();
    }

    private IReader Reader => conversations.Services.GetRequiredService<IReader>();

    // How many are found, and that it is by their vectors, or where none is expected by characters.
    private async Task<int> AskAll(FaqScale? expected)
    {
        var knowledge = conversations.Services.GetRequiredService<KnowledgeIndex>();
        var readings = await Reader.Read("t", [.. questions.Select(q => q.Text)], Cancellation);
        var found = 0;
        for (var i = 0; i < questions.Length; i++)
        {
            var best = (await knowledge.Search("t", questions[i].Text, TextVector.Of(readings[i]), 1, Cancellation))[0];
            var characters = (await knowledge.Search("t", questions[i].Text, default, 1, Cancellation))[0];
            if (expected is null)
                best.ShouldBe(characters);
            else
                best.Nearness.ShouldBe(expected.Value.Of(best.Score));
            found += best.Entry.Id == questions[i].Entry ? 1 : 0;
        }
        return found;
    }

    /// <summary>Tells as the cluster's reader does.</summary>
    private sealed class Elsewhere(IReader reader, ModelsSeen seen) : IReader
    {
        public float UnknownThreshold => reader.UnknownThreshold;

        public ValueTask<IReadOnlyList<Reading>> Read(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
            Read("", texts, cancellationToken);

        public async ValueTask<IReadOnlyList<Reading>> Read(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
        {
            var readings = await reader.Read(tenant, texts, cancellationToken);
            seen.Saw(readings);
            return readings;
        }
    }
}
