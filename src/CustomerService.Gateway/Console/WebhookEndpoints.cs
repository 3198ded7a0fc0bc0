using System.Globalization;
using CustomerService.Core.Console;
using CustomerService.Core.Webhooks;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Console;

/// <summary>How it stands with the shop's own systems that hear of events.</summary>
public sealed record WebhooksAnswer
{
    /// <summary>Endpoints of which anything is kept.</summary>
    public required IReadOnlyList<WebhookQueue> Endpoints { get; init; }

    /// <summary>Deliveries given up, the newest first; at most a hundred.</summary>
    public required IReadOnlyList<DeadDelivery> Dead { get; init; }
}

/// <summary>What operators do with webhooks that were not delivered.</summary>
internal static class WebhookEndpoints
{
    private const int Shown = 100;

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var role = new AnyRole(ConsoleRoles.Operator);
        routes.MapGet("/webhooks", All).WithName("consoleWebhooks").WithMetadata(role).WithProblems(401, 403, 429, 503);
        routes.MapGet("/webhooks/dead/{id}", Show).WithName("consoleWebhook").WithMetadata(role).WithProblems(401, 403, 404, 429, 503);
        routes.MapPost("/webhooks/dead/{id}/retry", Retry).WithName("consoleRetryWebhook").WithMetadata(role).WithProblems(401, 403, 404, 429, 503);
        routes.MapDelete("/webhooks/dead/{id}", Drop).WithName("consoleDropWebhook").WithMetadata(role).WithProblems(401, 403, 404, 429, 503);
        routes.MapPost("/webhooks/endpoints/{id}/enable", Enable).WithName("consoleEnableWebhooks").WithMetadata(role)
            .WithProblems(401, 403, 404, 429, 503);
    }

    /// <summary>Reads how it stands with the tenant's endpoints, and what was given up, without what it says.</summary>
    internal static async Task<Ok<WebhooksAnswer>> All(HttpContext http, IWebhookOutbox outbox)
    {
        var tenant = ConsoleCaller.Of(http).Tenant;
        return TypedResults.Ok(new WebhooksAnswer
        {
            Endpoints = await outbox.Queues(tenant, http.RequestAborted), Dead = await outbox.Dead(tenant, Shown, http.RequestAborted),
        });
    }

    /// <summary>Reads a delivery that was given up, with what it says.</summary>
    internal static async Task<Results<Ok<WebhookDelivery>, ProblemResult>> Show(
        HttpContext http, string id, IWebhookOutbox outbox, IAuditLog audit, TimeProvider time)
    {
        if (Number(id) is not { } number || await outbox.Show(ConsoleCaller.Of(http).Tenant, number, http.RequestAborted) is not { } delivery)
            return Unknown();
        await Note(http, audit, time, "read_webhook", id);
        return TypedResults.Ok(delivery);
    }

    /// <summary>Sends a delivery that was given up again, under its old id.</summary>
    internal static async Task<Results<NoContent, ProblemResult>> Retry(
        HttpContext http, string id, IWebhookOutbox outbox, IAuditLog audit, TimeProvider time) =>
        Number(id) is { } number && await outbox.Retry(ConsoleCaller.Of(http).Tenant, number, http.RequestAborted)
            ? await Done(http, audit, time, "retry_webhook", id)
            : Unknown();

    /// <summary>Forgets a delivery that was given up.</summary>
    internal static async Task<Results<NoContent, ProblemResult>> Drop(
        HttpContext http, string id, IWebhookOutbox outbox, IAuditLog audit, TimeProvider time) =>
        Number(id) is { } number && await outbox.Drop(ConsoleCaller.Of(http).Tenant, number, http.RequestAborted)
            ? await Done(http, audit, time, "drop_webhook", id)
            : Unknown();

    /// <summary>Sends to an endpoint again that answered 410 (Gone).</summary>
    internal static async Task<Results<NoContent, ProblemResult>> Enable(
        HttpContext http, string id, IWebhookOutbox outbox, IAuditLog audit, TimeProvider time) =>
        await outbox.Enable(ConsoleCaller.Of(http).Tenant, id, http.RequestAborted)
            ? await Done(http, audit, time, "enable_webhooks", id)
            : Unknown();

    private static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ProblemResult Unknown() => new(new(ProblemCodes.NotFound, "id"));

    private static async Task<NoContent> Done(HttpContext http, IAuditLog audit, TimeProvider time, string action, string subject)
    {
        await Note(http, audit, time, action, subject);
        return TypedResults.NoContent();
    }

    private static async Task Note(HttpContext http, IAuditLog audit, TimeProvider time, string action, string subject)
    {
        var caller = ConsoleCaller.Of(http);
        await audit.Add(caller.Tenant, new(time.GetUtcNow(), caller.Id, action, subject), CancellationToken.None);
    }
}
