using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Language.Model;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Language.Tests.Model;

/// <summary>Settings that change while the host runs.</summary>
public sealed class ModelWatchTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly LoggedEvents events = new();
    private readonly Shop shop = new();
    private readonly IConfigurationRoot configuration;
    private readonly ServiceProvider services;
    private readonly ModelWatch watch;

    public ModelWatchTests()
    {
        configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Language:ModelFolder", RealModel.Folder), new("Language:Watch", "true")]).Build();
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(events))
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IFaqSource>(shop)
            .AddSingleton<ICatalogueSource>(shop)
            .AddLanguage(configuration.GetSection("Language"))
            .BuildServiceProvider();
        watch = ActivatorUtilities.CreateInstance<ModelWatch>(services);
    }

    [Fact]
    public async Task Reload_AnotherFolder_IsTakenIntoUse()
    {
        var reader = await Start();
        var before = reader.Model;
        Set("Language:ModelFolder", Path.Combine(RealModel.Folder, "..", "student"));
        await events.Of(5107);
        reader.Model.ShouldNotBe(before);
        reader.UnknownThreshold.ShouldBe(services.GetRequiredService<ModelSlot>().Current.Vectors.Manifest.UnknownThreshold);
    }

    [Fact]
    public async Task Reload_FolderWithoutAModel_LeavesTheOneInUse()
    {
        var reader = await Start();
        var before = reader.Model;
        Set("Language:ModelFolder", "nowhere");
        (await events.Of(5108)).ShouldBeOfType<ModelException>().Message.ShouldStartWith("Language:ModelFolder is 'nowhere'");
        reader.Model.ShouldBe(before);
        (await reader.Read(["有货吗"], TestContext.Current.CancellationToken)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reload_IndexesThatCannotBeMade_AreTriedAgainAfterAMinute()
    {
        var reader = await Start();
        var before = reader.Model;
        await services.GetRequiredService<KnowledgeIndex>().Prepare("t", TestContext.Current.CancellationToken);
        shop.Failure = new IOException("away");
        Set("Language:ModelFolder", RealModel.StudentFolder);
        (await events.Of(5108)).ShouldBe(shop.Failure);
        reader.Model.ShouldBe(before);
        shop.Failure = null;
        time.Advance(TimeSpan.FromMinutes(1));
        await events.Of(5107);
        reader.Model.ShouldNotBe(before);
    }

    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        await services.DisposeAsync();
        events.Dispose();
    }

    private async Task<LanguageReader> Start()
    {
        await watch.StartAsync(TestContext.Current.CancellationToken);
        return services.GetRequiredService<LanguageReader>();
    }

    private void Set(string key, string value)
    {
        configuration[key] = value;
        configuration.Reload();
        time.Advance(TimeSpan.FromSeconds(1));
    }
}
