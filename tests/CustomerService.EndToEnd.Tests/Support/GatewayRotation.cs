namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>Sends to one of several gateways, and to the next one once it does not answer, as a client behind a balancer would.</summary>
internal sealed class GatewayRotation(IReadOnlyList<Uri> gateways, int first) : DelegatingHandler(
    new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
{
    private int _turn = first;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var turn = Volatile.Read(ref _turn);
        request.RequestUri = new Uri(gateways[turn % gateways.Count], request.RequestUri!.PathAndQuery);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException)
        {
            Interlocked.CompareExchange(ref _turn, turn + 1, turn);
            throw;
        }
    }
}
