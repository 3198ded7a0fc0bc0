using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.EndToEnd.Tests.Chaos;

/// <summary>What a run did and found; kept as JSON under TestResults.</summary>
internal sealed record ChaosReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Give it as <c>CS_SEED</c> to do the same in the same order again, as far as a machine repeats itself.</summary>
    public required int Seed { get; init; }

    public required IReadOnlyDictionary<string, int> Did { get; init; }

    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>From the standstill of a zombie until the cluster went on without it, seconds.</summary>
    public required Shares NoticedSeconds { get; init; }

    public required int EndedZombies { get; init; }

    public required int Conversations { get; init; }

    public required int Messages { get; init; }

    public required int Resent { get; init; }

    public required int Turns { get; init; }

    public required int Replies { get; init; }

    public required int Lost { get; init; }

    public required int Doubled { get; init; }

    public required int Unanswered { get; init; }

    public required int HandedOver { get; init; }

    /// <summary>From the 202 to the reply, as a shopper sees it while all this goes on, seconds.</summary>
    public required Shares ReplySeconds { get; init; }

    /// <summary>From the request that was accepted to its 202, seconds.</summary>
    public required Shares AcknowledgeSeconds { get; init; }

    /// <summary>By kind: from the fault until everything accepted before it was answered, seconds.</summary>
    public required IReadOnlyDictionary<string, Shares> RecoverSeconds { get; init; }

    public required double TotalSeconds { get; init; }

    public required IReadOnlyList<string> Faults { get; init; }

    public required IReadOnlyList<string> Transcripts { get; init; }

    public string Summary =>
        $"seed {Seed}: {string.Join(", ", Did.Select(d => $"{d.Value} {d.Key}"))} (noticed after {NoticedSeconds}, {EndedZombies} zombies ended); {Conversations} conversations, "
        + $"{Messages} messages accepted ({Resent} sent again), {Turns} turns with {Replies} replies, {HandedOver} handed over; {Lost} lost, "
        + $"{Doubled} doubled, {Unanswered} unanswered, {Faults.Count} faults; reply {ReplySeconds}, ack {AcknowledgeSeconds}, recovered "
        + $"{string.Join(", ", RecoverSeconds.Select(r => $"{r.Key} {r.Value}"))}; {TotalSeconds:0} s in all{(Skipped.Count > 0 ? "; skipped " + string.Join(", ", Skipped) : "")}";

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json));
}

/// <summary>Of many times: the one that half of them stay below, the one of 99 of 100, and the longest.</summary>
internal sealed record Shares(double P50, double P99, double Most, int Count)
{
    public static Shares Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? new(0, 0, 0, 0) : new(At(0.5), At(0.99), Math.Round(sorted[^1], 3), sorted.Length);

        double At(double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 3);
    }

    public override string ToString() => $"p50 {P50:0.00} s, p99 {P99:0.00} s, most {Most:0.00} s";
}
