using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CustomerService.Core.Console;

/// <summary>What somebody at the console may do.</summary>
public static class ConsoleRoles
{
    /// <summary>Talks to shoppers of their skills.</summary>
    public const string Agent = "agent";

    /// <summary>Sees and takes every conversation of the tenant, and manages its accounts.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Looks after the shop's bot and figures.</summary>
    public const string Operator = "operator";

    /// <summary>Reads the audit log.</summary>
    public const string Auditor = "auditor";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Agent, Supervisor, Operator, Auditor];
}

/// <summary>Somebody who may log in to the console.</summary>
/// <param name="Id">What they log in with, <c>[a-z0-9._-]{1,32}</c>; unique in the installation.</param>
/// <param name="Tenant">The shop they work for.</param>
/// <param name="Name">As shoppers see it.</param>
/// <param name="PasswordHash">Never the password.</param>
/// <param name="Roles">See <see cref="ConsoleRoles"/>.</param>
/// <param name="Skills">Ids of skills.</param>
/// <param name="Capacity">Conversations at once.</param>
public sealed record ConsoleAccount(
    string Id, string Tenant, string Name, string PasswordHash, ImmutableArray<string> Roles, ImmutableArray<string> Skills, int Capacity)
{
    /// <summary>What the ids of accounts begin with that an OpenID provider proves; nobody makes one of these by hand.</summary>
    public const string ExternalPrefix = "sso-";

    /// <summary>Whether an OpenID provider proves who they are; then there is no password.</summary>
    [JsonIgnore]
    public bool IsExternal => Id.StartsWith(ExternalPrefix, StringComparison.Ordinal);

    /// <summary>Whether they may log in no more.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether the id may be one.</summary>
    public static bool IsId(string? text) =>
        text is { Length: >= 1 and <= 32 } && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '.' or '_' or '-');
}

/// <summary>The accounts of the console.</summary>
public interface IAccounts
{
    /// <summary>One account; null when there is none.</summary>
    ValueTask<ConsoleAccount?> Find(string id, CancellationToken cancellationToken = default);

    /// <summary>All accounts of a tenant, by id.</summary>
    ValueTask<IReadOnlyList<ConsoleAccount>> Of(string tenant, CancellationToken cancellationToken = default);

    /// <summary>Adds an account; false when there is one of its id.</summary>
    ValueTask<bool> Add(ConsoleAccount account, CancellationToken cancellationToken = default);

    /// <summary>Replaces an account; false when there is none of its id.</summary>
    ValueTask<bool> Replace(ConsoleAccount account, CancellationToken cancellationToken = default);
}

/// <summary>A login that lasts.</summary>
/// <param name="TokenHash">Of the token that opens it; the token itself is kept by its owner alone.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Guard">What a browser must send beside its cookie to change anything.</param>
/// <param name="Until">When it ends.</param>
public sealed record ConsoleSession(string TokenHash, string Account, string Guard, DateTimeOffset Until);

/// <summary>The sessions of the console.</summary>
public interface ISessions
{
    /// <summary>Keeps a session, and forgets those that are over.</summary>
    ValueTask Begin(ConsoleSession session, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>The session of a token; null when there is none or it is over.</summary>
    ValueTask<ConsoleSession?> Find(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Ends a session.</summary>
    ValueTask End(string tokenHash, CancellationToken cancellationToken = default);

    /// <summary>Ends all sessions of an account.</summary>
    ValueTask EndAll(string account, CancellationToken cancellationToken = default);
}
