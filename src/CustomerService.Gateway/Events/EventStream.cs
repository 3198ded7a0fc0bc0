using System.Globalization;
using System.Text;
using System.Text.Json;
using CustomerService.Contracts.Conversations;
using CustomerService.Gateway.Feed;
using CustomerService.Gateway.Json;

namespace CustomerService.Gateway.Events;

/// <summary>
/// Streams a conversation's events in the form that the HTML standard gives server-sent events: the sequence is the
/// id, so a browser resumes by <c>Last-Event-ID</c>. A comment now and then keeps proxies from closing it.
/// </summary>
internal sealed class EventStream(EventQuery query, ConversationFeed feed, CancellationToken stopping) : IResult
{
    private static readonly byte[] Preamble = "retry: 2000\n\n"u8.ToArray();
    private static readonly byte[] Comment = ":\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await Write(response, Preamble, end.Token);
            await foreach (var item in feed.Read(query.Conversation, query.After, end.Token))
            {
                if (item.Events.Count > 0)
                    await Write(response, Encode(item.Events), end.Token);
                else if (item.Typing is null)
                    await Write(response, Comment, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The listener left, or the host stops: it resumes by the last id.
        }
    }

    private static byte[] Encode(IReadOnlyList<ConversationEvent> events)
    {
        var text = new StringBuilder();
        foreach (var each in events)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {each.Sequence}\ndata: ")
                .Append(JsonSerializer.Serialize(each, GatewayJson.Type<ConversationEvent>()))
                .Append("\n\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task Write(HttpResponse response, byte[] bytes, CancellationToken end)
    {
        await response.Body.WriteAsync(bytes, end);
        await response.Body.FlushAsync(end);
    }
}
