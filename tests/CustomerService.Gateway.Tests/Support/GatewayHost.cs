using System.Net;
using System.Text;
using CustomerService.Core.Commerce;
using CustomerService.Core.Console;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Core.Understanding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>The gateway as a host runs it, on stand-ins for the parts that need a silo, a disk or a model.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app, FakeInbox inbox, FakeCluster cluster, FakeUnderstanding language, LogBook log)
    {
        (_app, Inbox, Cluster, Language, Log) = (app, inbox, cluster, language, log);
        Client = new(app.Services.GetService<Microsoft.AspNetCore.Hosting.Server.IServer>() is TestServer test
            ? test.CreateHandler()
            : new SocketsHttpHandler())
        {
            BaseAddress = new(app.Urls.FirstOrDefault() ?? "http://localhost"),
        };
    }

    public HttpClient Client { get; }

    public FakeConsole Console => Services.GetRequiredService<FakeConsole>();

    public FakeInbox Inbox { get; }

    public FakeCluster Cluster { get; }

    public FakeUnderstanding Language { get; }

    public LogBook Log { get; }

    public IServiceProvider Services => _app.Services;

    public WebSocketClient Sockets => _app.GetTestServer().CreateWebSocketClient();

    public static async Task<GatewayHost> Start(
        TimeProvider? time = null,
        bool kestrel = false,
        Action<WebApplicationBuilder>? more = null,
        params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Privacy:PseudonymKey"] = "a key of the tests, long enough to be one",
                ["Privacy:IdentitySecret"] = "a secret of the tests, long enough",
                ["Operator:Key"] = "operator-key",
            });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        var (inbox, cluster, language, log) = (new FakeInbox(), new FakeCluster(), new FakeUnderstanding(), new LogBook());
        var catalogues = Substitute.For<ICatalogueSource>();
        catalogues.Current(Arg.Any<string>()).Returns(Catalogue.Empty);
        if (kestrel)
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        else
            builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IInbox>(inbox);
        builder.Services.AddSingleton(cluster.Grains);
        builder.Services.AddSingleton(catalogues);
        builder.Services.AddSingleton<IUnderstanding>(language);
        builder.Services.AddSingleton(Substitute.For<IOrders>());
        builder.Services.AddSingleton(Substitute.For<IDeskRecords>());
        builder.Services.AddSingleton(Substitute.For<CustomerService.Core.Care.ICouponLedger>());
        builder.Services.AddSingleton(Substitute.For<CustomerService.Core.Webhooks.IWebhookOutbox>());
        builder.Services.AddSingleton<FakeConsole>();
        builder.Services.AddSingleton<ICannedReplies>(s => s.GetRequiredService<FakeConsole>());
        builder.Services.AddSingleton<IAccounts>(s => s.GetRequiredService<FakeConsole>());
        builder.Services.AddSingleton<ISessions>(s => s.GetRequiredService<FakeConsole>());
        builder.Services.AddSingleton<IAuditLog>(s => s.GetRequiredService<FakeConsole>());
        builder.Services.AddGateway(builder.Configuration);
        more?.Invoke(builder);
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        return new(app, inbox, cluster, language, log);
    }

    public Task<HttpResponseMessage> Post(string path, string body, string? language = null) =>
        Post(path, new StringContent(body, Encoding.UTF8, "application/json"), language);

    public async Task<HttpResponseMessage> Post(string path, HttpContent content, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await Send(request);
    }

    public Task<HttpResponseMessage> Get(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) =>
        Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    /// <summary>Posts a message and gives its conversation.</summary>
    public async Task<(string Conversation, long Number)> Say(string user, string messageId, string text)
    {
        var response = await Post(
            "/api/v1/messages",
            System.Text.Json.JsonSerializer.Serialize(new { user, messageId, text }));
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var body = await response.Json();
        return (body["conversation"]!.GetValue<string>(), body["number"]!.GetValue<long>());
    }

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
