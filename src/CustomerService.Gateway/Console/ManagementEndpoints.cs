using CustomerService.Core.Care;
using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Gateway.Json;
using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;
using CustomerService.Gateway.Problems;
using CustomerService.Gateway.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerService.Gateway.Console;

/// <summary>An account to make or change.</summary>
public sealed record AccountRequest
{
    /// <summary>1 to 32 of a-z, 0-9, dot, underscore, hyphen.</summary>
    public string? Id { get; init; }

    /// <summary>As shoppers see it.</summary>
    public string? Name { get; init; }

    /// <summary>The password; one is made up and told once where a new account has none.</summary>
    public string? Password { get; init; }

    /// <summary>agent, supervisor, operator, auditor.</summary>
    public IReadOnlyList<string?>? Roles { get; init; }

    /// <summary>Ids of skills.</summary>
    public IReadOnlyList<string?>? Skills { get; init; }

    /// <summary>Conversations at once; 5 where left out.</summary>
    public int? Capacity { get; init; }

    /// <summary>Whether the account may log in no more.</summary>
    public bool Disabled { get; init; }
}

/// <summary>An account; never its password, but for one just made up.</summary>
public sealed record AccountAnswer(
    string Id, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Skills, int Capacity, bool Disabled, string? Password = null);

/// <summary>Accounts, figures and the audit log.</summary>
internal static class ManagementEndpoints
{
    private const int MaxBody = 8 * 1024;

    public static void MapManagement(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts", Accounts).WithName("consoleAccounts").WithMetadata(new AnyRole(ConsoleRoles.Supervisor)).WithProblems(401, 403, 429);
        routes.MapPost("/accounts", Add).WithName("consoleAddAccount").Accepts<AccountRequest>("application/json")
            .WithMetadata(new AnyRole(ConsoleRoles.Supervisor)).WithProblems(400, 401, 403, 409, 413, 415, 429, 503);
        routes.MapPut("/accounts/{id}", Change).WithName("consoleChangeAccount").Accepts<AccountRequest>("application/json")
            .WithMetadata(new AnyRole(ConsoleRoles.Supervisor)).WithProblems(400, 401, 403, 404, 413, 415, 429, 503);
        routes.MapGet("/figures", Figures).WithName("consoleFigures")
            .WithParameters(
            [
                ParameterNote.Text("group", "desk, agent or skill; desk where left out.", 5),
                ParameterNote.Number("days", "How many days back.", 1, 90, 1),
            ])
            .WithMetadata(new AnyRole(ConsoleRoles.Supervisor, ConsoleRoles.Operator)).WithProblems(400, 401, 403, 429);
        routes.MapGet("/coupons", Coupons).WithName("consoleCoupons")
            .WithParameters([ParameterNote.Number("before", "Only coupons given before this many milliseconds of Unix time.", 1, null, null)])
            .WithMetadata(new AnyRole(ConsoleRoles.Supervisor, ConsoleRoles.Operator, ConsoleRoles.Auditor)).WithProblems(400, 401, 403, 429, 503);
        routes.MapGet("/audit", Audit).WithName("consoleAudit")
            .WithParameters([ParameterNote.Number("before", "Only entries with a smaller number.", 1, null, null)])
            .WithMetadata(new AnyRole(ConsoleRoles.Auditor)).WithProblems(400, 401, 403, 429);
    }

    /// <summary>Lists the tenant's accounts.</summary>
    internal static async Task<Ok<IReadOnlyList<AccountAnswer>>> Accounts(HttpContext http, IAccounts accounts)
    {
        var all = await accounts.Of(ConsoleCaller.Of(http).Tenant, http.RequestAborted);
        return TypedResults.Ok<IReadOnlyList<AccountAnswer>>([.. all.Select(a => Of(a))]);
    }

    /// <summary>Makes an account.</summary>
    internal static async Task<Results<Ok<AccountAnswer>, ProblemResult>> Add(
        HttpContext http, IAccounts accounts, IAuditLog audit, Passwords passwords, DeskSetting desk, TimeProvider time)
    {
        var caller = ConsoleCaller.Of(http);
        var (request, problem) = await JsonBody.Read<AccountRequest>(http.Request, MaxBody);
        problem ??= ConsoleAccount.IsId(request!.Id) && !request.Id!.StartsWith(ConsoleAccount.ExternalPrefix, StringComparison.Ordinal) ? Check(request, desk) : Problem.Invalid("id", "account_id");
        if (problem is not null)
            return new ProblemResult(problem);
        var password = request!.Password ?? Passwords.Create();
        var account = Fill(new(request.Id!, caller.Tenant, "", passwords.Hash(password), [], [], 0), request);
        if (!await accounts.Add(account, http.RequestAborted))
            return new ProblemResult(new(ProblemCodes.AccountExists, "id", account.Id));
        await audit.Add(caller.Tenant, new(time.GetUtcNow(), caller.Id, "add_account", account.Id), http.RequestAborted);
        return TypedResults.Ok(Of(account, request.Password is null ? password : null));
    }

    /// <summary>Changes an account; a new password or being disabled ends its logins.</summary>
    internal static async Task<Results<Ok<AccountAnswer>, ProblemResult>> Change(
        HttpContext http, string id, IAccounts accounts, ISessions sessions, IAuditLog audit, Passwords passwords, DeskSetting desk, TimeProvider time)
    {
        var caller = ConsoleCaller.Of(http);
        var (request, problem) = await JsonBody.Read<AccountRequest>(http.Request, MaxBody);
        problem ??= Check(request!, desk);
        if (problem is not null)
            return new ProblemResult(problem);
        if (await accounts.Find(id, http.RequestAborted) is not { } known || known.Tenant != caller.Tenant)
            return new ProblemResult(new(ProblemCodes.NotFound, "id"));
        if (known.IsExternal && request!.Password is not null)
            return new ProblemResult(new(ProblemCodes.ExternalAccount, "password"));
        var account = Fill(known, request!) with { IsDisabled = request!.Disabled };
        if (request.Password is { } password)
            account = account with { PasswordHash = passwords.Hash(password) };
        await accounts.Replace(account, http.RequestAborted);
        if (request.Password is not null || account.IsDisabled)
            await sessions.EndAll(id, http.RequestAborted);
        await audit.Add(caller.Tenant, new(time.GetUtcNow(), caller.Id, "change_account", id), http.RequestAborted);
        return TypedResults.Ok(Of(account));
    }

    /// <summary>Reads how agents, skills or the whole desk did: answers within three minutes, first answers, ratings.</summary>
    internal static async Task<Results<Ok<IReadOnlyList<DeskFigures>>, ProblemResult>> Figures(
        HttpContext http, IDeskRecords records, TimeProvider time)
    {
        if (!Enum.TryParse<FigureGroup>(Query.Text(http.Request, "group") ?? "desk", ignoreCase: true, out var group) || !Enum.IsDefined(group))
            return new ProblemResult(Problem.Invalid("group", "figure_group"));
        if (Query.Number(http.Request.Query["days"], "days", "days", 1, 1, 90, out var days) is { } problem)
            return new ProblemResult(problem);
        var now = time.GetUtcNow();
        return TypedResults.Ok(await records.Figures(ConsoleCaller.Of(http).Tenant, group, now - TimeSpan.FromDays(days), now, http.RequestAborted));
    }

    /// <summary>Reads the coupons given, the newest first; at most a hundred. A shop's checkout redeems by them.</summary>
    internal static async Task<Results<Ok<IReadOnlyList<CouponGrant>>, ProblemResult>> Coupons(HttpContext http, ICouponLedger ledger)
    {
        var latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        if (Query.Number(http.Request.Query["before"], "before", "whole_number", latest, 1, latest, out var before) is { } problem)
            return new ProblemResult(problem);
        return TypedResults.Ok(await ledger.Read(
            ConsoleCaller.Of(http).Tenant, DateTimeOffset.FromUnixTimeMilliseconds(before), 100, http.RequestAborted));
    }

    /// <summary>Reads who looked at what, the newest first; at most a hundred entries.</summary>
    internal static async Task<Results<Ok<IReadOnlyList<AuditEntry>>, ProblemResult>> Audit(HttpContext http, IAuditLog audit)
    {
        if (Query.Number(http.Request.Query["before"], "before", "whole_number", long.MaxValue, 1, long.MaxValue, out var before) is { } problem)
            return new ProblemResult(problem);
        return TypedResults.Ok(await audit.Read(ConsoleCaller.Of(http).Tenant, before, 100, http.RequestAborted));
    }

    private static Problem? Check(AccountRequest request, DeskSetting desk) =>
        TextRules.Id(request.Name, "name", 32)
        ?? (request.Roles is { Count: > 0 } roles && roles.All(r => ConsoleRoles.All.Contains(r)) ? null : Problem.Invalid("roles", "roles"))
        ?? (request.Skills is null || request.Skills.All(s => s is not null && desk.HasSkill(s)) ? null : Problem.Invalid("skills", "skills"))
        ?? (request.Capacity is null or (>= 1 and <= 50) ? null : Problem.Invalid("capacity", "capacity"))
        ?? (request.Password is null || Limits.Length(request.Password) is >= Passwords.Shortest and <= Passwords.Longest
            ? null
            : Problem.Invalid("password", "password_length"));

    private static ConsoleAccount Fill(ConsoleAccount account, AccountRequest request) => account with
    {
        Name = request.Name!,
        Roles = [.. request.Roles!.Select(r => r!).Distinct(StringComparer.Ordinal)],
        Skills = [.. (request.Skills ?? []).Select(s => s!).Distinct(StringComparer.Ordinal)],
        Capacity = request.Capacity ?? 5,
    };

    private static AccountAnswer Of(ConsoleAccount account, string? password = null) =>
        new(account.Id, account.Name, account.Roles, account.Skills, account.Capacity, account.IsDisabled, password);
}
