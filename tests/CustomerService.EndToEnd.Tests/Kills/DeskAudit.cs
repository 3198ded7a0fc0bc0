using CustomerService.Contracts.Conversations;
using CustomerService.Contracts.Desk;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>Holds the desk's queue against the conversations that were handed over.</summary>
internal static class DeskAudit
{
    /// <summary>The status that tells a shopper the place in the queue, where no agent is there.</summary>
    public const string Position = "queue_nobody";

    /// <summary>What a shopper is told who is handed over while no agent is there.</summary>
    public const string HandedOver = "已为您登记排队";

    /// <summary>The same where it was not known in time who is there.</summary>
    private const string Assumed = "已为您转接人工客服";

    /// <summary>All that is wrong with the queue: who was told of a hand-over has one place in it, and nobody else has.</summary>
    /// <param name="queue">As the host tells it.</param>
    /// <param name="conversations">Every conversation: its id and its events.</param>
    public static IReadOnlyList<string> Faults(
        IReadOnlyList<QueueTicket> queue, IEnumerable<(string Id, IReadOnlyList<SeenEvent> Told)> conversations)
    {
        var faults = new List<string>();
        if (!queue.Select(t => t.Position).SequenceEqual(Enumerable.Range(1, queue.Count)))
            faults.Add($"the places in the queue are {string.Join(',', queue.Select(t => t.Position))}");
        foreach (var (id, told) in conversations)
        {
            var places = queue.Count(t => t.Conversation == id);
            var notices = told.Count(t => t.Event.Kind == EventKinds.Status && t.Event.Status == Position);
            var promises = told.Count(t => t.Event.Text is { } text
                && (text.Contains(HandedOver, StringComparison.Ordinal) || text.Contains(Assumed, StringComparison.Ordinal)));
            var expected = promises > 0 ? 1 : 0;
            if (promises != expected)
                faults.Add($"{id}: {promises} hand-overs told, {expected} expected");
            if (places != expected)
                faults.Add($"{id}: {places} places in the queue, {expected} expected");
            if (notices != expected)
                faults.Add($"{id}: {notices} notices of its place in the queue, {expected} expected");
        }
        return faults;
    }
}
