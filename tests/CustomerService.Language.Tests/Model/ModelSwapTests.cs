using System.Collections.Concurrent;
using CustomerService.Contracts.Understanding;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
using CustomerService.Language.Tests.Retrieval;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Language.Tests.Model;

/// <summary>The two committed models in each other's place, under one knowledge base. Their vectors are of one size.</summary>
public sealed class ModelSwapTests : IAsyncDisposable
{
    private static readonly FaqScale Large = KnowledgeIndex.Thresholds;
    private static readonly FaqScale Small = ModelManifest.Load(RealModel.StudentFolder).Faq!.Value;

    private readonly FakeTimeProvider time = new();
    private readonly IConfigurationRoot settings = RealModel.Settings(RealModel.Folder);
    private readonly ServiceProvider services;
    private readonly (string Entry, string Text)[] questions;

    public ModelSwapTests()
    {
        (var shop, questions) = SampleShop.Small();
        services = RealModel.Services(settings, shop, time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ToTheStudentAndBack_ScoresMeanWhatTheModelInUseSays()
    {
        foreach (var (folder, thresholds, other) in new[]
        {
            (RealModel.Folder, Large, Small), (RealModel.StudentFolder, Small, Large), (RealModel.Folder, Large, Small),
        })
        {
            if (folder != settings["Language:ModelFolder"])
                await Use(folder);
            var found = await AskAll();
            found.ShouldAllBe(f => f.Best.Nearness == thresholds.Of(f.Best.Score));
            found.ShouldContain(f => f.Best.Nearness != other.Of(f.Best.Score), "or this test would not tell them apart");
            found.Count(f => f.Best.Entry.Id == questions[f.Question].Entry).ShouldBeGreaterThan(questions.Length * 9 / 10);
        }
    }

    [Fact]
    public async Task Search_ReadBeforeTheExchange_IsAnsweredAsBeforeForAMinute()
    {
        var types = services.GetRequiredService<ProductTypes>();
        await types.Prepare("t", Cancellation);
        var texts = questions.Select(q => q.Text).Append("手机").ToArray();
        var vectors = (await Reader.Read(texts, Cancellation)).Select(TextVector.Of).ToArray();
        var before = await SearchAll(vectors);
        await Use(RealModel.StudentFolder);
        (await SearchAll(vectors)).ShouldBe(before);
        types.Resolve("t", vectors[^1]).ShouldBe("phone");
        time.Advance(TimeSpan.FromMinutes(1));
        var characters = await SearchAll(new TextVector[vectors.Length]);
        (await SearchAll(vectors)).ShouldBe(characters);
        characters.ShouldNotBe(before);
        types.Resolve("t", vectors[^1]).ShouldBeNull();
        types.Resolve("t", TextVector.Of((await Reader.Read(["手机"], Cancellation))[0])).ShouldBe("phone");
    }

    [Fact]
    public async Task Run_WhileManyAsk_EachIsAnsweredByTheVectorsOfTheModelThatReadIt()
    {
        Dictionary<string, Dictionary<int, FaqMatch>> expected = new(StringComparer.Ordinal);
        foreach (var folder in new[] { RealModel.Folder, RealModel.StudentFolder, RealModel.Folder })
        {
            if (folder != settings["Language:ModelFolder"])
                await Use(folder);
            var all = await AskAll();
            // Readings differ a little with their batch, so neck and neck is no right answer.
            expected[all[0].By] = all.Where(f => f.Lead > 0.05f).ToDictionary(f => f.Question, f => f.Best);
        }
        expected.Count.ShouldBe(2);
        using var stop = new CancellationTokenSource();
        ConcurrentBag<Answer> answers = [];
        var askers = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            for (var i = n; !stop.IsCancellationRequested; i = (i + 1) % questions.Length)
                answers.Add(await Ask(i));
        }, Cancellation)).ToArray();

        await Use(RealModel.StudentFolder);
        await Use(RealModel.Folder);
        await stop.CancelAsync();
        await Task.WhenAll(askers);

        answers.Select(a => a.By).Distinct().ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var answer in answers)
        {
            if (!expected[answer.By].TryGetValue(answer.Question, out var right))
                continue;
            answer.Best.Entry.ShouldBe(right.Entry);
            answer.Best.Score.ShouldBe(right.Score, 0.05f);
        }
    }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    private LanguageReader Reader => services.GetRequiredService<LanguageReader>();

    private KnowledgeIndex Knowledge => services.GetRequiredService<KnowledgeIndex>();

    private Task Use(string folder)
    {
        settings["Language:ModelFolder"] = folder;
        return services.GetRequiredService<ModelExchange>().Run(Cancellation);
    }

    private async Task<Answer> Ask(int question)
    {
        var reading = (await Reader.Read([questions[question].Text], Cancellation))[0];
        return await Answered(question, reading);
    }

    private async Task<Answer> Answered(int question, Reading reading)
    {
        var found = await Knowledge.Search("t", questions[question].Text, TextVector.Of(reading), 2, Cancellation);
        return new(question, reading.EmbeddedBy!, found[0], found[0].Score - found[1].Score);
    }

    private async Task<Answer[]> AskAll()
    {
        var readings = await Reader.Read([.. questions.Select(q => q.Text)], Cancellation);
        var answers = new Answer[questions.Length];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = await Answered(i, readings[i]);
        return answers;
    }

    private async Task<FaqMatch[]> SearchAll(TextVector[] vectors)
    {
        var found = new FaqMatch[questions.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = (await Knowledge.Search("t", questions[i].Text, vectors[i], 1, Cancellation))[0];
        return found;
    }

    private sealed record Answer(int Question, string By, FaqMatch Best, float Lead);
}
