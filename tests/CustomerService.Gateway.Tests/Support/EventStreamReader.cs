namespace CustomerService.Gateway.Tests.Support;

/// <summary>Reads an event stream block by block.</summary>
internal sealed class EventStreamReader(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public HttpResponseMessage Response => response;

    public static async Task<EventStreamReader> Open(
        GatewayHost host, string conversation, string query, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/conversations/{conversation}/events?{query}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await host.Send(request);
        if (!response.IsSuccessStatusCode)
            return new(response, new(Stream.Null));
        return new(response, new(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>The next block, its lines joined by line feeds.</summary>
    public async Task<string> Next()
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
            lines.Add(line);
        return string.Join('\n', lines);
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
