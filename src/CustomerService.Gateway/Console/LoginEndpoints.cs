using CustomerService.Core.Care;
using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Console;

/// <summary>Who wants to log in.</summary>
public sealed record LoginRequest
{
    /// <summary>The account's id.</summary>
    public string? User { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>Whether a bearer token is wanted instead of a cookie; for other systems.</summary>
    public bool Bearer { get; init; }
}

/// <summary>Who is logged in, and what the desk offers them.</summary>
public sealed record ConsoleMe
{
    /// <summary>The account's id.</summary>
    public required string Id { get; init; }

    /// <summary>As shoppers see it.</summary>
    public required string Name { get; init; }

    /// <summary>The shop.</summary>
    public required string Tenant { get; init; }

    /// <summary>agent, supervisor, operator, auditor.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Ids of the account's skills.</summary>
    public required IReadOnlyList<string> Skills { get; init; }

    /// <summary>Conversations at once.</summary>
    public required int Capacity { get; init; }

    /// <summary>To be sent as X-Console-Guard with whatever changes something, where the login is a cookie.</summary>
    public required string Guard { get; init; }

    /// <summary>Of a login for a bearer token: the token, told this once.</summary>
    public string? Token { get; init; }

    /// <summary>All skills of the desk.</summary>
    public required IReadOnlyList<NamedItem> AllSkills { get; init; }

    /// <summary>Ways a service ends.</summary>
    public required IReadOnlyList<NamedItem> WrapUp { get; init; }

    /// <summary>Most yuan of a coupon that they may give; 0 where they may give none.</summary>
    public required decimal CouponMost { get; init; }

    /// <summary>Whether they came by the organisation's OpenID provider.</summary>
    public required bool External { get; init; }

    /// <summary>Canned replies.</summary>
    public required IReadOnlyList<CannedReply> Canned { get; init; }
}

/// <summary>Something with an id and a name to show.</summary>
public sealed record NamedItem(string Id, string Name);

/// <summary>Logging in and out.</summary>
internal static class LoginEndpoints
{
    public const int MaxBody = 4 * 1024;

    public static void MapLogin(this IEndpointRouteBuilder open, IEndpointRouteBuilder gated)
    {
        open.MapPost("/login", Login).WithName("consoleLogin").Accepts<LoginRequest>("application/json")
            .WithProblems(400, 401, 403, 413, 415, 429, 503);
        gated.MapPost("/logout", Logout).WithName("consoleLogout").WithProblems(401, 403, 429);
        gated.MapGet("/me", Me).WithName("consoleMe").WithProblems(401, 429);
    }

    /// <summary>Logs in: sets a cookie, or gives a bearer token.</summary>
    internal static async Task<Results<Ok<ConsoleMe>, ProblemResult>> Login(
        HttpContext http, IAccounts accounts, Logins logins, ICannedReplies canned, Passwords passwords, LoginGuard guard,
        DeskSetting desk, CareSetting care, IOptions<ConsoleOptions> options)
    {
        if (!options.Value.LocalLogin)
            return new ProblemResult(new(ProblemCodes.LocalLoginOff));
        var (request, problem) = await JsonBody.Read<LoginRequest>(http.Request, MaxBody);
        problem ??= TextRules.Id(request!.User, "user", 32) ?? TextRules.Id(request.Password, "password", Passwords.Longest);
        if (problem is not null)
            return new ProblemResult(problem);
        if (guard.Wait(request!.User!) is { } wait)
            return new ProblemResult(new(ProblemCodes.LoginLocked) { RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) });
        var account = await accounts.Find(request.User!, http.RequestAborted);
        if (!passwords.Verify(account, request.Password!))
        {
            guard.Failed(request.User!);
            return new ProblemResult(new(ProblemCodes.LoginFailed));
        }
        guard.Succeeded(account!.Id);
        var (caller, token) = await logins.Begin(http, account, request.Bearer);
        return TypedResults.Ok((await Of(caller, canned, desk, care, http.RequestAborted)) with { Token = request.Bearer ? token : null });
    }

    /// <summary>Ends the login that the call is made by.</summary>
    internal static async Task<NoContent> Logout(HttpContext http, Logins logins)
    {
        await logins.End(http);
        return TypedResults.NoContent();
    }

    /// <summary>Tells who is logged in, and what the desk offers them.</summary>
    internal static async Task<Ok<ConsoleMe>> Me(HttpContext http, ICannedReplies canned, DeskSetting desk, CareSetting care) =>
        TypedResults.Ok(await Of(ConsoleCaller.Of(http), canned, desk, care, http.RequestAborted));

    private static async Task<ConsoleMe> Of(
        ConsoleCaller caller, ICannedReplies canned, DeskSetting desk, CareSetting care, CancellationToken cancellationToken) => new()
    {
        Id = caller.Id,
        Name = caller.Account.Name,
        Tenant = caller.Tenant,
        Roles = caller.Account.Roles,
        Skills = caller.Account.Skills,
        Capacity = caller.Account.Capacity,
        Guard = caller.Session.Guard,
        AllSkills = [.. desk.Skills.Select(s => new NamedItem(s.Id, s.Name))],
        WrapUp = [.. desk.WrapUp.Select(w => new NamedItem(w.Code, w.Name))],
        External = caller.Account.IsExternal,
        CouponMost = caller.MostCoupon(care),
        Canned = await canned.Of(caller.Tenant, cancellationToken) ?? desk.Canned,
    };
}
