using CustomerService.Contracts.Understanding;

namespace CustomerService.Language;

/// <summary>Reads the texts of one caller: a model, or several that stand in for each other.</summary>
internal interface ITextReader
{
    /// <summary>Readings in the order of the texts.</summary>
    /// <exception cref="Core.Understanding.ReaderBusyException">There is no room for them.</exception>
    Task<IReadOnlyList<Reading>> Read(string tenant, IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
