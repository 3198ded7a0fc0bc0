using CustomerService.Core.Commerce;
using CustomerService.Core.Understanding;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Operators;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Understanding;

/// <summary><c>POST /api/v1/understand</c>.</summary>
internal static class UnderstandEndpoint
{
    public static void MapUnderstand(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/understand", Post)
            .WithName("understand").WithTags("Understanding")
            .Accepts<UnderstandRequest>("application/json")
            .WithExamples(
                """{"texts":["黑色256G的手机有现货吗?"]}""",
                200,
                """
                {"results":[{"intent":"stock","confidence":0.97,"alternatives":[{"intent":"price","confidence":0.01}],
                "sentiment":0,"sentimentConfidence":0.93,"productType":"phone","slots":{"colour":"黑色","spec":"256G"}}]}
                """)
            .AddEndpointFilter<UnderstandGate>()
            .RequireRateLimiting(RateLimits.Understand)
            .WithProblems(400, 401, 413, 415, 429, 503);

    /// <summary>Tries the language model on texts.</summary>
    /// <response code="200">What each text means, in the order of the texts.</response>
    internal static async Task<Results<Ok<UnderstandResponse>, ProblemResult>> Post(
        HttpContext http, Senders senders, UnderstandDesk desk, IOptions<GatewayOptions> options)
    {
        var limits = options.Value;
        var (request, problem) = await JsonBody.Read<UnderstandRequest>(http.Request, limits.MaxUnderstandBytes);
        if (request is null)
            return new ProblemResult(problem!);
        var tenant = request.Tenant ?? limits.DefaultTenant;
        problem = Check(request.Texts, limits) ?? senders.Tenant(tenant);
        if (problem is not null)
            return new ProblemResult(problem);
        var results = await desk.Understand(tenant, [.. request.Texts!.Select(t => t!)], http.RequestAborted);
        return results is null
            ? new ProblemResult(Problem.Unavailable(ProblemCodes.UnderstandingUnavailable))
            : TypedResults.Ok(new UnderstandResponse { Results = results });
    }

    private static Problem? Check(IReadOnlyList<string?>? texts, GatewayOptions limits)
    {
        if (texts is null or [])
            return Problem.Missing("texts");
        if (texts.Count > limits.MaxTexts)
            return Problem.TooMany("texts", limits.MaxTexts);
        for (var i = 0; i < texts.Count; i++)
        {
            var path = $"texts[{i}]";
            if (string.IsNullOrWhiteSpace(texts[i]))
                return Problem.Missing(path);
            if (TextRules.Text(TextRules.UnifyLineEnds(texts[i]!), path, limits.MaxTextLength) is { } problem)
                return problem;
        }
        return null;
    }
}

/// <summary>Asks for the operator's key where the options say so.</summary>
internal sealed class UnderstandGate(OperatorGate gate, IOptions<GatewayOptions> options) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        options.Value.UnderstandNeedsOperator ? gate.InvokeAsync(context, next) : next(context);
}

/// <summary>Asks the model, in the shop's time.</summary>
internal sealed class UnderstandDesk(
    IUnderstanding understanding, TimeProvider time, ILogger<UnderstandDesk> log, IPolicies? policies = null)
{
    /// <summary>The answers in the order of the texts; null when the model does not answer.</summary>
    public async Task<IReadOnlyList<UnderstandResult>?> Understand(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        try
        {
            var understood = await understanding.Understand(
                tenant, texts, await Now(tenant, cancellationToken), cancellationToken);
            return [.. understood.Select(UnderstandAnswers.Of)];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.UnderstandFailed(log, exception);
            return null;
        }
    }

    private async ValueTask<DateTimeOffset> Now(string tenant, CancellationToken cancellationToken) => policies is null
        ? time.GetLocalNow()
        : TimeZoneInfo.ConvertTime(time.GetUtcNow(), (await policies.Shop(tenant, cancellationToken)).TimeZone);
}
