using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>What a load under faults came to, whatever the faults were; kept as JSON under TestResults.</summary>
internal abstract record RunReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    protected RunReport(int seed, Load load, Findings found, double totalSeconds)
    {
        (Seed, Conversations, Resent, TotalSeconds) = (seed, load.Count, load.Resent, totalSeconds);
        (Messages, Turns, Replies) = (found.Accepted, found.Turns, found.Replies);
        (Lost, Doubled, Unanswered, HandedOver) = (found.Lost, found.Doubled, found.Unanswered, found.HandedOver);
        (Faults, Transcripts) = (found.Faults, found.Transcripts);
    }

    /// <summary>Give it as <c>CS_SEED</c> to do the same in the same order again, as far as a machine repeats itself.</summary>
    public int Seed { get; }

    public int Conversations { get; }

    public int Messages { get; }

    public int Resent { get; }

    public int Turns { get; }

    public int Replies { get; }

    public int Lost { get; }

    public int Doubled { get; }

    public int Unanswered { get; }

    public int HandedOver { get; }

    public double TotalSeconds { get; }

    public IReadOnlyList<string> Faults { get; }

    /// <summary>Of conversations with faults: what the host tells in the end, a line an event.</summary>
    public IReadOnlyList<string> Transcripts { get; }

    /// <summary>One line for a person.</summary>
    public abstract string Summary { get; }

    /// <summary>The part of the summary that all runs share.</summary>
    protected string Counts =>
        $"{Conversations} conversations, {Messages} messages accepted ({Resent} sent again), {Turns} turns with {Replies} replies, "
        + $"{HandedOver} handed over; {Lost} lost, {Doubled} doubled, {Unanswered} unanswered, {Faults.Count} faults";

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, GetType(), Json));

    /// <summary>Fails the test unless everything was kept, and unless there was enough of it to prove something.</summary>
    public void ShouldHold(bool answered, TimeSpan limit, int leastMessages)
    {
        Faults.ShouldBeEmpty(Summary);
        answered.ShouldBeTrue($"Not everything was answered {limit.TotalSeconds:0} s after the last fault. {Summary}");
        Messages.ShouldBeGreaterThan(leastMessages, "The load was too small to prove anything.");
        HandedOver.ShouldBeGreaterThan(0, "Nobody was handed over: the desk was not tried.");
    }
}
