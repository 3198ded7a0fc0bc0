using System.Collections.Concurrent;

namespace CustomerService.Gateway.Console;

/// <summary>Ends the guessing of passwords: after some wrong ones an account cannot log in here for a while.</summary>
internal sealed class LoginGuard(TimeProvider time, IOptions<ConsoleOptions> options)
{
    // More names than this are guesses at names; the oldest are forgotten.
    private const int MostNames = 10_000;

    private readonly ConcurrentDictionary<string, (int Failed, DateTimeOffset Until)> _names = new(StringComparer.Ordinal);

    /// <summary>How long the account must wait; null when it may try.</summary>
    public TimeSpan? Wait(string name) =>
        _names.TryGetValue(name, out var known) && known.Failed >= options.Value.Attempts && known.Until > time.GetUtcNow()
            ? known.Until - time.GetUtcNow()
            : null;

    public void Failed(string name)
    {
        var now = time.GetUtcNow();
        if (_names.Count >= MostNames)
        {
            foreach (var (old, _) in _names.OrderBy(n => n.Value.Until).Take(MostNames / 10))
                _names.TryRemove(old, out _);
        }
        _names.AddOrUpdate(
            name,
            _ => (1, now + options.Value.Lockout),
            (_, known) => (known.Until <= now ? 1 : known.Failed + 1, now + options.Value.Lockout));
    }

    public void Succeeded(string name) => _names.TryRemove(name, out _);
}
