namespace CustomerService.DeskSimulation;

/// <summary>An agent: what they were asked and not answered yet, and how long they worked.</summary>
internal sealed class AgentAtWork
{
    private static readonly DateTimeOffset PeakFrom = PromotionDay.Opens.AddHours(12);
    private static readonly DateTimeOffset PeakUntil = PeakFrom.AddHours(1);

    public PriorityQueue<string, DateTimeOffset> Asked { get; } = new();

    public bool IsBusy { get; set; }

    public double Seconds { get; private set; }

    /// <summary>Of these, from 20 to 21 o'clock.</summary>
    public double PeakSeconds { get; private set; }

    public void Begin(DateTimeOffset at, double seconds)
    {
        IsBusy = true;
        Seconds += seconds;
        var until = at.AddSeconds(seconds);
        var inPeak = (until < PeakUntil ? until : PeakUntil) - (at > PeakFrom ? at : PeakFrom);
        PeakSeconds += Math.Max(0, inPeak.TotalSeconds);
    }
}
