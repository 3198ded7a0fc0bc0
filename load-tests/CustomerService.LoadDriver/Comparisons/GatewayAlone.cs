using System.Reflection;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Commerce;
using CustomerService.Core.Understanding;
using CustomerService.Gateway;
using CustomerService.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>
/// The product's gateway over its durable inbox, listening on a port of its own, with no silo behind it: nudges lead
/// nowhere, so what is measured is acceptance and not what comes after.
/// </summary>
internal sealed class GatewayAlone : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private GatewayAlone(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public Uri Url => new(_app.Urls.First().TrimEnd('/') + "/");

    public string File => _app.Services.GetRequiredService<SqliteDatabase>().File;

    public static async Task<GatewayAlone> Start(string parent)
    {
        var folder = Path.GetFullPath(Path.Combine(parent, Guid.NewGuid().ToString("N")));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Privacy:PseudonymKey"] = "a key of measurements, long enough to be one",
            ["Privacy:IdentitySecret"] = "a secret of measurements, long enough",
            ["Operator:Key"] = "operator-key-of-measurements",
            ["Storage:Folder"] = folder,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSqliteStorage(builder.Configuration.GetSection("Storage"));
        builder.Services.AddSingleton(DispatchProxy.Create<IGrainFactory, NoSilo>());
        builder.Services.AddSingleton<ICatalogueSource, NoCatalogue>();
        builder.Services.AddSingleton<IUnderstanding, NoUnderstanding>();
        // A route of the console names it; nobody calls that here.
        builder.Services.AddSingleton(DispatchProxy.Create<IOrders, NoShop>());
        builder.Services.AddGateway(builder.Configuration);
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        return new(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class NoCatalogue : ICatalogueSource
    {
        public Catalogue Current(string tenant) => Catalogue.Empty;
    }

    private sealed class NoUnderstanding : IUnderstanding
    {
        public ValueTask<IReadOnlyList<Understood>> Understand(
            string tenant, IReadOnlyList<string> texts, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new NotSupportedException("This gateway has no model.");
    }

    private sealed class Deaf : IConversationGrain
    {
        public Task Deliver(InboxEntry entry) => Task.CompletedTask;

        public Task<EventPage> Events(long after, int limit) => Task.FromResult(new EventPage([], after));

        public Task Subscribe(IConversationObserver observer) => Task.CompletedTask;

        public Task Unsubscribe(IConversationObserver observer) => Task.CompletedTask;

        public Task<IReadOnlyList<TurnRecord>> Turns() => Task.FromResult<IReadOnlyList<TurnRecord>>([]);

        public Task<Briefing> Briefing() => throw new NotSupportedException("This gateway has no conversations.");

        public Task AgentTyping(bool typing) => Task.CompletedTask;

        public Task ShopperTyping() => Task.CompletedTask;
    }

    /// <summary>Gives the same deaf conversation for every key.</summary>
#pragma warning disable CA1852, MA0053 // The proxy derives from it.
    internal class NoSilo : DispatchProxy
    {
        private static readonly Deaf Conversation = new();

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.ReturnType == typeof(IConversationGrain)
                ? Conversation
                : throw new NotSupportedException("This gateway has no silo.");
    }

    /// <summary>Has nothing to tell.</summary>
    internal class NoShop : DispatchProxy
    {
        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            throw new NotSupportedException("This gateway has no shop.");
    }
#pragma warning restore CA1852, MA0053
}
