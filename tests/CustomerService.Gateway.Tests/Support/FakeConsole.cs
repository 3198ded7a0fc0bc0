using System.Collections.Concurrent;
using CustomerService.Core.Console;
using CustomerService.Core.Desk;
using CustomerService.Gateway.Console;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>Accounts, sessions and the audit log in memory; the real ones are tried with the host.</summary>
public sealed class FakeConsole : IAccounts, ISessions, IAuditLog, ICannedReplies
{
    public const string Password = "a password of the tests";

    // Hashing is slow on purpose; once is enough for all tests.
    private static readonly Lazy<string> Hash = new(() => new Passwords().Hash(Password));

    private readonly ConcurrentDictionary<string, ConsoleAccount> _accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConsoleSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<AuditEntry> _audit = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<CannedReply>> _canned = new(StringComparer.Ordinal);

    public FakeConsole()
    {
        Put("boss", "default", ["agent", "supervisor", "auditor"]);
        Put("amy", "default", ["agent"]);
        Put("eve", "other", ["agent", "supervisor"]);
    }

    public IReadOnlyCollection<AuditEntry> Audit => _audit;

    public void Put(string id, string tenant, string[] roles, bool disabled = false) =>
        _accounts[id] = new(id, tenant, id, Hash.Value, [.. roles], ["general"], 5) { IsDisabled = disabled };

    public ValueTask<ConsoleAccount?> Find(string id, CancellationToken cancellationToken = default) => new(_accounts.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<ConsoleAccount>> Of(string tenant, CancellationToken cancellationToken = default) =>
        new([.. _accounts.Values.Where(a => a.Tenant == tenant).OrderBy(a => a.Id, StringComparer.Ordinal)]);

    public ValueTask<bool> Add(ConsoleAccount account, CancellationToken cancellationToken = default) => new(_accounts.TryAdd(account.Id, account));

    public ValueTask<bool> Replace(ConsoleAccount account, CancellationToken cancellationToken = default)
    {
        _accounts[account.Id] = account;
        return new(true);
    }

    public ValueTask Begin(ConsoleSession session, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        _sessions[session.TokenHash] = session;
        return default;
    }

    public ValueTask<ConsoleSession?> Find(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        new(_sessions.TryGetValue(tokenHash, out var session) && session.Until > now ? session : null);

    public ValueTask End(string tokenHash, CancellationToken cancellationToken = default)
    {
        _sessions.TryRemove(tokenHash, out _);
        return default;
    }

    public ValueTask EndAll(string account, CancellationToken cancellationToken = default)
    {
        foreach (var session in _sessions.Values.Where(s => s.Account == account))
            _sessions.TryRemove(session.TokenHash, out _);
        return default;
    }

    ValueTask<IReadOnlyList<CannedReply>?> ICannedReplies.Of(string tenant, CancellationToken cancellationToken) => new(_canned.GetValueOrDefault(tenant));

    public ValueTask Replace(string tenant, IReadOnlyList<CannedReply> replies, CancellationToken cancellationToken = default)
    {
        _canned[tenant] = replies;
        return default;
    }

    public ValueTask Add(string tenant, AuditEntry entry, CancellationToken cancellationToken = default)
    {
        _audit.Enqueue(entry);
        return default;
    }

    public ValueTask<IReadOnlyList<AuditEntry>> Read(string tenant, long before, int limit, CancellationToken cancellationToken = default) =>
        new([.. _audit.Reverse().Take(limit)]);
}
