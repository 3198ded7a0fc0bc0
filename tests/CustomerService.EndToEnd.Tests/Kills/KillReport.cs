using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>What a run did and found; kept as JSON under TestResults.</summary>
internal sealed record KillReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Give it as <c>CS_SEED</c> to kill at the same points again, as far as a machine repeats itself.</summary>
    public required int Seed { get; init; }

    public required int Kills { get; init; }

    public required int KillsDuringStart { get; init; }

    public required int Conversations { get; init; }

    public required int Messages { get; init; }

    public required int Resent { get; init; }

    public required int Turns { get; init; }

    public required int Replies { get; init; }

    public required int Lost { get; init; }

    public required int Doubled { get; init; }

    public required int Unanswered { get; init; }

    public required int HandedOver { get; init; }

    /// <summary>From the start of the process to ready, seconds, one for every start that got there.</summary>
    public required IReadOnlyList<double> StartSeconds { get; init; }

    /// <summary>From the last ready to the last answer, seconds.</summary>
    public required double CatchUpSeconds { get; init; }

    public required double TotalSeconds { get; init; }

    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Of conversations with faults: what the host tells in the end, a line an event.</summary>
    public required IReadOnlyList<string> Transcripts { get; init; }

    public string Summary =>
        $"seed {Seed}: {Kills} kills ({KillsDuringStart} during start), {Conversations} conversations, {Messages} messages accepted "
        + $"({Resent} sent again), {Turns} turns with {Replies} replies, {HandedOver} handed over; {Lost} lost, {Doubled} doubled, "
        + $"{Unanswered} unanswered, {Faults.Count} faults; start {StartSeconds.DefaultIfEmpty().Average():0.0} s (most "
        + $"{StartSeconds.DefaultIfEmpty().Max():0.0} s), caught up in {CatchUpSeconds:0.0} s, {TotalSeconds:0} s in all";

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json));
}
