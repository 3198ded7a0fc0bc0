using CustomerService.Core.Commerce;
using CustomerService.Core.Knowledge;

namespace CustomerService.Language.Tests;

/// <summary>A shop whose catalogue and questions a test sets.</summary>
internal sealed class Shop : ICatalogueSource, IFaqSource
{
    public Catalogue Catalogue { get; set; } = Catalogue.Empty;

    public IReadOnlyList<FaqEntry> Entries { get; set; } = [];

    public Exception? Failure { get; set; }

    public Catalogue Current(string tenant) => Catalogue;

    public ValueTask<IReadOnlyList<FaqEntry>> All(string tenant, CancellationToken cancellationToken) =>
        Failure is null ? new(Entries) : throw Failure;
}
