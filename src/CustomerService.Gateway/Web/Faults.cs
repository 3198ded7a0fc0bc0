using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Web;

/// <summary>Turns what endpoints throw into problems: a bad request is the caller's, the rest is recorded.</summary>
internal sealed class Faults(RequestDelegate next, ILogger<Faults> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer; the status is for the metrics.
            if (!http.Response.HasStarted)
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            await Answer(http, ProblemCodes.OfStatus(exception.StatusCode));
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            Log.RequestFailed(log, exception);
            await Answer(http, ProblemCodes.Internal);
        }
    }

    private static Task Answer(HttpContext http, string code) =>
        new ProblemResult(new(code)).ExecuteAsync(http);
}
