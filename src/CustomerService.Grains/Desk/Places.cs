using CustomerService.Core.Desk;

namespace CustomerService.Grains.Desk;

/// <summary>
/// Which places in the queue are worth telling: the first, and then each time the line has become a third shorter or
/// the shopper is among the first three. So who waits behind hundreds reads a dozen notices and not hundreds.
/// </summary>
internal sealed class Places
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, (int Position, bool Nobody, DateTimeOffset At)> _told = new(StringComparer.Ordinal);

    /// <summary>Whether a place was told at all.</summary>
    public bool IsTold(Ticket ticket) => _told.ContainsKey(ticket.Id);

    /// <summary>Whether the last notice is so young that nothing is said, whatever the place.</summary>
    public bool IsEarly(Ticket ticket, DateTimeOffset now) => _told.TryGetValue(ticket.Id, out var told) && now - told.At < Pause;

    /// <summary>The notice to give, as what its id ends with; null when there is nothing to say.</summary>
    public string? Due(Ticket ticket, int position, bool nobody)
    {
        if (!_told.TryGetValue(ticket.Id, out var told))
            return "";
        if (told.Nobody && !nobody)
            return ":there";
        return position < told.Position && (position <= 3 || position * 3 <= told.Position * 2) ? $":{position}" : null;
    }

    /// <summary>Notes that it was given.</summary>
    public void Told(Ticket ticket, int position, bool nobody, DateTimeOffset now) => _told[ticket.Id] = (position, nobody, now);

    /// <summary>Forgets who waits no more.</summary>
    public void Forget(Func<string, bool> waits)
    {
        foreach (var ticket in _told.Keys.Where(id => !waits(id)).ToArray())
            _told.Remove(ticket);
    }
}
