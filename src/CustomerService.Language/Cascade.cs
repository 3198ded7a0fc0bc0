using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Batching;

namespace CustomerService.Language;

/// <summary>
/// The small model reads every text, the large one again what the small one is unsure of. Every vector is the small
/// model's, so one index serves all readings.
/// </summary>
/// <param name="student">The small model.</param>
/// <param name="teacher">The large one.</param>
/// <param name="threshold">Below this confidence of its intent or of its sentiment the small model counts as unsure.</param>
/// <param name="stands">Whether the small model's reading stands where the large one has no room.</param>
/// <param name="metrics">Told how many texts went on.</param>
internal sealed class Cascade(
    ITextReader student, ITextReader teacher, float threshold, bool stands, LanguageMetrics metrics) : ITextReader
{
    public async Task<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var readings = (await student.Read(tenant, texts, cancellationToken)).Select(r => r with { By = ReadBy.Student }).ToArray();
        int[] unsure = [.. Enumerable.Range(0, readings.Length).Where(i => !IsSure(readings[i]))];
        metrics.Cascaded(readings.Length - unsure.Length, unsure.Length);
        if (unsure.Length == 0)
            return readings;
        try
        {
            var again = await teacher.Read(tenant, [.. unsure.Select(i => texts[i])], cancellationToken);
            for (var i = 0; i < unsure.Length; i++)
                readings[unsure[i]] = again[i] with
                {
                    Embedding = readings[unsure[i]].Embedding,
                    EmbeddedBy = readings[unsure[i]].EmbeddedBy,
                    Faq = readings[unsure[i]].Faq,
                };
        }
        catch (ReaderBusyException) when (stands)
        {
            metrics.Overflowed(Overflow.Student, unsure.Length);
        }
        return readings;
    }

    private bool IsSure(Reading reading) => MathF.Min(reading.Intents[0].Confidence, reading.SentimentConfidence) >= threshold;
}
