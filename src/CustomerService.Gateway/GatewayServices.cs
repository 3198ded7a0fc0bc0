using CustomerService.Core.Conversations;
using CustomerService.Gateway.Chat;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Console;
using CustomerService.Gateway.Events;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Health;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Operators;
using CustomerService.Gateway.Telemetry;
using CustomerService.Gateway.Understanding;
using CustomerService.Gateway.Warming;
using CustomerService.Gateway.Web;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CustomerService.Gateway;

/// <summary>Adds what the gateway needs.</summary>
public static class GatewayServices
{
    /// <summary>
    /// Adds the gateway. The host adds what it stands on: an Orleans client or silo (<see cref="IGrainFactory"/>),
    /// <see cref="Core.Conversations.IInbox"/>, <see cref="Core.Understanding.IUnderstanding"/>, the shop
    /// (<see cref="Core.Commerce.IPolicies"/>, <see cref="Core.Commerce.IOrders"/>) and, for the console,
    /// <see cref="Core.Console.IAccounts"/> and its neighbours. Health checks with the tag <c>ready</c> count for
    /// <c>/health/ready</c>.
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="configuration">Holds the sections <c>Gateway</c>, <c>Console</c>, <c>Operator</c> and <c>Privacy</c>.</param>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection(GatewayOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddOptions<OperatorOptions>().Bind(configuration.GetSection(OperatorOptions.Section));
        services.AddOptions<PrivacyOptions>().Bind(configuration.GetSection(PrivacyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<ConversationFeed>();
        services.AddSingleton<ISubscriptions>(s => s.GetRequiredService<ConversationFeed>());
        services.AddSingleton<UserRates>();
        services.AddSingleton<Senders>();
        services.TryAddSingleton<INudge, GrainNudge>();
        services.AddSingleton<MessageIntake>();
        services.AddSingleton<InboxDelay>();
        services.AddHostedService(s => s.GetRequiredService<InboxDelay>());
        services.AddSingleton<WarmUp>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<ChatConnections>();
        services.AddSingleton<UnderstandDesk>();
        services.AddSingleton<GrainCalls>();
        services.AddSingleton<OperatorGate>();
        services.AddConsole(configuration);
        services.AddInboxHealth();
        services.AddTelemetry(configuration);
        services.ConfigureHttpJsonOptions(json => GatewayJson.Configure(json.SerializerOptions));
        services.AddRateLimiter(_ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RateLimits>();
        services.AddCors();
        services.AddOpenApi("v1", document =>
            document.AddSchemaTransformer<SchemaLimits>().AddDocumentTransformer<DocumentFrame>());
        // A query may carry a shopper's id, and this category writes it.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }
}
