using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Care;
using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Core.Webhooks;
using CustomerService.Gateway.Operators;
using CustomerService.Gateway.Chat;
using CustomerService.Gateway.Console;
using CustomerService.Gateway.Health;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Understanding;

namespace CustomerService.Gateway.Json;

/// <summary>Everything the gateway reads and writes as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProblemCatalogue))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(MessageAccepted))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(ClientFrame))]
[JsonSerializable(typeof(ServerFrame))]
[JsonSerializable(typeof(UnderstandRequest))]
[JsonSerializable(typeof(UnderstandResponse))]
[JsonSerializable(typeof(TurnsAnswer))]
[JsonSerializable(typeof(QueueAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(ConsoleMe))]
[JsonSerializable(typeof(PresenceRequest))]
[JsonSerializable(typeof(TicketRequest))]
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(DeskDone))]
[JsonSerializable(typeof(ConsoleDesk))]
[JsonSerializable(typeof(ConsoleTalk))]
[JsonSerializable(typeof(ConsoleBriefing))]
[JsonSerializable(typeof(ConsoleShopper))]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(IReadOnlyList<AccountAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<Card>))]
[JsonSerializable(typeof(IReadOnlyList<DeskFigures>))]
[JsonSerializable(typeof(IReadOnlyList<CouponGrant>))]
[JsonSerializable(typeof(CannedRequest))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(WebhooksAnswer))]
[JsonSerializable(typeof(WebhookDelivery))]
internal sealed partial class GatewayJsonContext : JsonSerializerContext;

/// <summary>How the gateway reads and writes JSON.</summary>
internal static class GatewayJson
{
    /// <summary>Deepest nesting of a body; the deepest shape that means something has four levels.</summary>
    public const int MaxDepth = 16;

    public static JsonSerializerOptions Options { get; } = Create();

    public static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Sets the gateway's rules on options that other endpoints of the host share.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        // Chinese stays readable; the answers are JSON with nosniff, never HTML.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        options.TypeInfoResolverChain.Insert(0, GatewayJsonContext.Default);
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
