using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace CustomerService.Gateway.Messages;

/// <summary>
/// Refuses posted messages before their body is read, while whatever stands in it would be refused: at a peak a refusal
/// takes from the answers what it costs. The web server reads past the body, so the connection goes on.
/// </summary>
internal sealed class Door(RequestDelegate next, InboxDelay delay, GatewayMetrics metrics)
{
    /// <summary>In place of a channel that nobody has read.</summary>
    private const string Unread = "unread";

    public Task InvokeAsync(HttpContext http)
    {
        if (delay.RefusesAll is not { } busy || http.Request.Path != MessagesEndpoint.Path || !HttpMethods.IsPost(http.Request.Method))
            return next(http);
        metrics.Message(Unread, busy.Code);
        // One counter is enough: the histogram of requests tells of those that were looked at.
        http.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
        return new ProblemResult(busy).ExecuteAsync(http);
    }
}
