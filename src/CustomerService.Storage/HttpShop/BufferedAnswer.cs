namespace CustomerService.Storage.HttpShop;

/// <summary>
/// Reads the whole answer, up to a size, inside the timeouts and the retry: a body that drips is as late as one that
/// never begins.
/// </summary>
internal sealed class BufferedAnswer(int maxBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(maxBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
