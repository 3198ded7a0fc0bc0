using Microsoft.Net.Http.Headers;

namespace CustomerService.Gateway.Problems;

/// <summary>Answers with a problem.</summary>
internal sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult
{
    public Problem Problem => problem;

    public int? StatusCode => ProblemTexts.Status(problem);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var language = Languages.Of(httpContext.Request);
        var body = ProblemTexts.Written(problem, language);
        var response = httpContext.Response;
        response.StatusCode = ProblemTexts.Status(problem);
        response.ContentType = "application/problem+json";
        response.ContentLength = body.Length;
        response.Headers.ContentLanguage = language;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
