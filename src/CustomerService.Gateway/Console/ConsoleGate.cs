using CustomerService.Core.Console;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Console;

/// <summary>Lets pass who is logged in, by cookie or bearer token, and has a role that the endpoint asks for.</summary>
internal sealed class ConsoleGate(IAccounts accounts, ISessions sessions, TimeProvider time) : IEndpointFilter
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 128;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var problem = await Check(http);
        if (problem is not null)
            return new ProblemResult(problem);
        http.Response.Headers.CacheControl = "no-store";
        return await next(context);
    }

    private async ValueTask<Problem?> Check(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var bearer = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
        var token = bearer ?? http.Request.Cookies[Tokens.Cookie];
        if (token is not { Length: > 0 and <= LongestToken })
            return new(ProblemCodes.ConsoleLogin);
        var session = await sessions.Find(Tokens.Hash(token), time.GetUtcNow(), http.RequestAborted);
        if (session is null || await accounts.Find(session.Account, http.RequestAborted) is not { IsDisabled: false } account)
            return new(ProblemCodes.ConsoleLogin);
        // A cookie comes by itself; that the page meant it, its header says.
        if (bearer is null && !IsRead(http.Request.Method) && !Tokens.Same(http.Request.Headers[Tokens.Guard].ToString(), session.Guard))
            return new(ProblemCodes.ConsoleGuard, Tokens.Guard);
        var caller = new ConsoleCaller(account, session);
        if (http.GetEndpoint()?.Metadata.GetMetadata<AnyRole>() is { } asked && !asked.Roles.Any(caller.Is))
            return new(ProblemCodes.ConsoleForbidden);
        http.Features.Set(caller);
        return null;
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
