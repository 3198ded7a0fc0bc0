using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Console;

/// <summary>Canned replies of a tenant.</summary>
public sealed record CannedRequest
{
    /// <summary>All of them, in the order of the list.</summary>
    public IReadOnlyList<CannedReply?>? Replies { get; init; }
}

/// <summary>Writing the tenant's own canned replies; everybody reads them with their login.</summary>
internal static class CannedEndpoints
{
    private const int MaxBody = 128 * 1024;
    private const int MaxReplies = 200;
    private const int MaxKey = 16;
    private const int MaxTitle = 32;
    private const int MaxText = 500;

    public static void MapCanned(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/canned", Replace).WithName("consoleCanned").Accepts<CannedRequest>("application/json")
            .WithMetadata(new AnyRole(ConsoleRoles.Supervisor)).WithProblems(400, 401, 403, 413, 415, 429, 503);

    /// <summary>Replaces the tenant's canned replies.</summary>
    internal static async Task<Results<NoContent, ProblemResult>> Replace(
        HttpContext http, ICannedReplies canned, IAuditLog audit, TimeProvider time)
    {
        var caller = ConsoleCaller.Of(http);
        var (request, problem) = await JsonBody.Read<CannedRequest>(http.Request, MaxBody);
        problem ??= Check(request!);
        if (problem is not null)
            return new ProblemResult(problem);
        await canned.Replace(caller.Tenant, [.. request!.Replies!.Select(r => r!)], http.RequestAborted);
        await audit.Add(caller.Tenant, new(time.GetUtcNow(), caller.Id, "change_canned", caller.Tenant), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Problem? Check(CannedRequest request)
    {
        if (request.Replies is not { } replies)
            return Problem.Missing("replies");
        if (replies.Count > MaxReplies)
            return Problem.TooMany("replies", MaxReplies);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < replies.Count; i++)
        {
            var at = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"replies[{i}]");
            if (replies[i] is not { } reply)
                return Problem.Missing(at);
            // The key is typed after a slash, in lower case.
            if (reply.Key is not { Length: >= 1 and <= MaxKey } key || !key.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9') || !keys.Add(key))
                return Problem.Invalid($"{at}.key", "canned_key");
            if ((TextRules.Id(reply.Title, $"{at}.title", MaxTitle) ?? (string.IsNullOrWhiteSpace(reply.Text)
                ? Problem.Missing($"{at}.text") : TextRules.Text(reply.Text, $"{at}.text", MaxText))) is { } problem)
            {
                return problem;
            }
        }
        return null;
    }
}
