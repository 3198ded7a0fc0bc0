using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;
using CustomerService.Language.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Language.Tests.Model;

/// <summary>Settings that change while the host runs.</summary>
public sealed class ModelWatchTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly Events events = new();
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
            .AddSingleton<IFaqSource>(new Shop())
            .AddSingleton<ICatalogueSource>(new Shop())
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

    private sealed class Events : ILoggerProvider, ILogger
    {
        private readonly Dictionary<int, TaskCompletionSource<Exception?>> seen = [];

        public Task<Exception?> Of(int id) => Seen(id).Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Seen(eventId.Id).TrySetResult(exception);

        public void Dispose()
        {
        }

        private TaskCompletionSource<Exception?> Seen(int id)
        {
            lock (seen)
            {
                if (!seen.TryGetValue(id, out var source))
                    seen[id] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
                return source;
            }
        }
    }
}
