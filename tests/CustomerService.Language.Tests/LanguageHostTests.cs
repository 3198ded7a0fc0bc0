using CustomerService.Core.Commerce;
using CustomerService.Core.Dialogue;
using CustomerService.Core.Dialogue.Flows;
using CustomerService.Core.Knowledge;
using CustomerService.Core.Understanding;
using CustomerService.Language.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Language.Tests;

public sealed class LanguageHostTests
{
    private readonly Shop shop = new()
    {
        Catalogue = new Catalogue([new Category("phone", null, "手机", [], null, null)], [], []),
        Entries = [new FaqEntry("invoice", "invoice", "怎么开发票", [], "在订单里申请。")],
    };

    [Fact]
    public async Task Start_CommittedModel_ServesAllPorts()
    {
        using var host = Host(("ModelFolder", RealModel.Folder), ("Tenants:0", "t"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var reader = host.Services.GetRequiredService<IReader>();
        var vectors = (await reader.Read(["发票怎么开", "手机"], TestContext.Current.CancellationToken))
            .Select(r => r.Embedding).ToArray();
        var found = await host.Services.GetRequiredService<IKnowledge>().Search(
            "t", "发票怎么开", new(vectors[0]), 1, TestContext.Current.CancellationToken);
        found.Single().Entry.Id.ShouldBe("invoice");
        host.Services.GetRequiredService<IProductTypes>().Resolve("t", new(vectors[1])).ShouldBe("phone");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_SourceThatFails_StillStarts()
    {
        shop.Failure = new InvalidOperationException("not yet");
        using var host = Host(("ModelFolder", RealModel.Folder), ("Tenants:0", "t"));
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_NoModel_StopsWithTheKey()
    {
        using var host = Host(("ModelFolder", "nowhere"));
        var wrong = await Should.ThrowAsync<ModelException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        wrong.Message.ShouldStartWith("Language:ModelFolder is 'nowhere'");
    }

    [Fact]
    public async Task Start_FlowsThatStandOnTheKnowledgeBase_AreNotAskedForBefore()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(
            [new("Language:ModelFolder", RealModel.Folder), new("Language:WhenFull", "rules")]);
        builder.Services.AddSingleton<IFaqSource>(shop).AddSingleton<ICatalogueSource>(shop)
            .AddSingleton<IFlowSource>(s => new Flows(s.GetRequiredService<IKnowledge>()))
            .AddLanguage(builder.Configuration.GetSection("Language"));
        using var host = builder.Build();
        await Task.Run(() => host.StartAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        host.Services.GetRequiredService<IFlowSource>().ShouldBeOfType<Flows>();
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("WhenFull", "rules", "this process has no flows: set it to ")]
    [InlineData("Cascade:StudentFolder", "nowhere", "Language:Cascade:StudentFolder is 'nowhere'")]
    [InlineData("Cascade:StudentFolder", "models/understanding", "hold the same model: set Language:ModelFolder to ")]
    public async Task Start_ModelsThatDoNotFit_StopsWithTheKey(string key, string value, string expected)
    {
        using var host = Host(("Cascade:Enabled", "true"), (key, value));
        var wrong = await Should.ThrowAsync<ModelException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        wrong.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("ModelFolder", " ", "Language:ModelFolder is empty")]
    [InlineData("Provider", "gpu", "Language:Provider is 'gpu': set it to 'cpu' or 'cuda'.")]
    [InlineData("Threads", "0", "Language:Threads is 0")]
    [InlineData("BatchesAtOnce", "-1", "Language:BatchesAtOnce is -1")]
    [InlineData("QueueRows", "10", "Language:QueueRows is 10")]
    [InlineData("TenantQueueRows", "10", "Language:TenantQueueRows is 10")]
    [InlineData("Precision", "int4", "Language:Precision is 'int4'")]
    [InlineData("WhenFull", "wait", "Language:WhenFull is 'wait': set it to 'refuse', 'student' or 'rules'.")]
    [InlineData("Cascade:StudentFolder", " ", "Language:Cascade:StudentFolder is empty")]
    [InlineData("Cascade:Threshold", "1", "Language:Cascade:Threshold is 1")]
    [InlineData("CacheTexts", "-1", "Language:CacheTexts is -1")]
    [InlineData("TokenBudget", "8", "Language:TokenBudget is 8")]
    public async Task Start_WrongSetting_StopsWithTheKeyAndTheFix(string key, string value, string expected)
    {
        using var host = Host((key, value));
        var wrong = await Should.ThrowAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));
        wrong.Message.ShouldContain(expected);
        wrong.Message.ShouldContain(": set it to ", customMessage: wrong.Message);
    }

    private IHost Host(params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(s => KeyValuePair.Create($"Language:{s.Key}", (string?)s.Value)));
        builder.Services.AddSingleton<IFaqSource>(shop).AddSingleton<ICatalogueSource>(shop)
            .AddLanguage(builder.Configuration.GetSection("Language"));
        return builder.Build();
    }

    private sealed class Flows(IKnowledge knowledge) : IFlowSource
    {
        public FlowBook Current => throw new NotSupportedException(knowledge.ToString());
    }
}
