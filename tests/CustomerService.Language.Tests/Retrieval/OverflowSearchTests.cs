using CustomerService.Contracts.Understanding;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Language.Tests.Retrieval;

/// <summary>The knowledge base for texts that found the model's queue full.</summary>
public sealed class OverflowSearchTests
{
    [Fact]
    public async Task Search_ReadByTheStudentInstead_FindsTheEntry()
    {
        var token = TestContext.Current.CancellationToken;
        var entries = SampleShop.Entries();
        await using var services = RealModel.Services(
            RealModel.Settings(
                RealModel.Folder, ("Language:WhenFull", "student"), ("Language:Cascade:StudentFolder", RealModel.StudentFolder),
                ("Language:QueueRows", "256")),
            new Shop { Entries = entries });
        var (reader, knowledge) = (services.GetRequiredService<LanguageReader>(), services.GetRequiredService<KnowledgeIndex>());
        await knowledge.Prepare("t", token);
        var questions = SampleShop.Questions("sample-shop-questions.tsv").ToArray();

        // These take a second or more, and while one of them waits there is no room for the others, which come all or none.
        var filling = reader.Read([.. Enumerable.Repeat(new string('好', 100), 256)], token).AsTask();
        var readings = await reader.Read([.. questions.Select(q => q.Text), .. Enumerable.Repeat("您好", 256 - questions.Length)], token);

        readings.ShouldAllBe(r => r.By == ReadBy.Student && r.Embedding.Length == 0 && r.EmbeddedBy == null);
        readings.ShouldAllBe(r => r.UnknownThreshold == ModelManifest.Load(RealModel.StudentFolder).UnknownThreshold && r.Faq == null);
        var answered = 0;
        for (var i = 0; i < questions.Length; i++)
        {
            var found = await knowledge.Search("t", questions[i].Text, TextVector.Of(readings[i]), 1, token);
            answered += found[0].Nearness >= FaqNearness.Near && found[0].Entry.Id == questions[i].Entry ? 1 : 0;
        }
        answered.ShouldBeGreaterThanOrEqualTo(175, "of 249; 182 were measured");
        await filling;
    }
}
