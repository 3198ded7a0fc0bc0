using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;

namespace CustomerService.Language.Tests;

/// <summary>Reads a text with the confidence that it tells of itself, such as "0.7"; has no room when told so.</summary>
internal sealed class FakeTextReader(string intent, ReadBy by = ReadBy.Model) : ITextReader
{
    public bool IsFull { get; set; }

    public List<string> Texts { get; } = [];

    public Task<IReadOnlyList<Reading>> Read(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (IsFull)
            throw new ReaderBusyException();
        Texts.AddRange(texts);
        return Task.FromResult<IReadOnlyList<Reading>>([.. texts.Select(Read)]);
    }

    private Reading Read(string text) => new(
        [new(intent, float.Parse(text, System.Globalization.CultureInfo.InvariantCulture))], 0, 1, [intent.Length]) { By = by };
}
