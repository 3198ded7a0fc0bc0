using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Batching;

namespace CustomerService.Language;

/// <summary>Has texts that find the queue full read by something that has room for them.</summary>
/// <param name="reader">Reads while it has room.</param>
/// <param name="instead">Reads then; what it gives has no vectors. Null to refuse.</param>
/// <param name="outcome">Its name in the measurements.</param>
/// <param name="metrics">Told of each text.</param>
internal sealed class Overflow(ITextReader reader, ITextReader? instead, string outcome, LanguageMetrics metrics) : ITextReader
{
    public const string Refuse = "refuse";
    public const string Student = "student";
    public const string Rules = "rules";

    public async Task<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.Read(tenant, texts, cancellationToken);
        }
        catch (ReaderBusyException) when (instead is not null)
        {
            return await ReadInstead(instead, tenant, texts, cancellationToken);
        }
        catch (ReaderBusyException)
        {
            metrics.Overflowed(Refuse, texts.Count);
            throw;
        }
    }

    private async Task<IReadOnlyList<Reading>> ReadInstead(
        ITextReader other, string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        try
        {
            var readings = await other.Read(tenant, texts, cancellationToken);
            metrics.Overflowed(outcome, texts.Count);
            return readings;
        }
        catch (ReaderBusyException)
        {
            metrics.Overflowed(Refuse, texts.Count);
            throw;
        }
    }
}

/// <summary>
/// The small model in the place of the large one. Its vectors are left out: the indexes hold the large one's, and the
/// knowledge base finds the right entry by characters alone nearly as often.
/// </summary>
internal sealed class StudentInstead(ITextReader student) : ITextReader
{
    public async Task<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        [.. (await student.Read(tenant, texts, cancellationToken))
            .Select(r => r with { By = ReadBy.Student, Embedding = [], EmbeddedBy = null, Faq = null })];
}

/// <summary>Keywords in the place of a model.</summary>
internal sealed class RulesInstead(Lazy<KeywordRules> rules) : ITextReader
{
    public Task<IReadOnlyList<Reading>> Read(
        string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Reading>>([.. texts.Select(rules.Value.Read)]);
}
