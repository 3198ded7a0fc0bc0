using CustomerService.Contracts.Understanding;
using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;
using CustomerService.Core.Text;

namespace CustomerService.Core.Understanding;

/// <summary>Composes the model's reading, the slots and the product type of texts.</summary>
/// <param name="reader">The language model.</param>
/// <param name="slots">Finds slot values.</param>
/// <param name="catalogue">Tells the category of a product that a text names.</param>
/// <param name="productTypes">Asked where the text names neither a category nor a product.</param>
/// <param name="misspellings">Mended first.</param>
public sealed class Understander(
    IReader reader, ISlotExtractor slots, ICatalogueSource catalogue, IProductTypes productTypes, Misspellings misspellings) : IUnderstanding
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Understood>> Understand(
        string tenant, IReadOnlyList<string> texts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
            return [];
        texts = [.. texts.Select(misspellings.Mend)];
        var readings = await reader.Read(tenant, texts, cancellationToken);
        var understood = new Understood[texts.Count];
        for (var i = 0; i < understood.Length; i++)
            understood[i] = Compose(tenant, texts[i], readings[i], now);
        return understood;
    }

    private Understood Compose(string tenant, string text, Reading reading, DateTimeOffset now)
    {
        var mentions = slots.Extract(tenant, text, now, reading.Spans);
        var type = NamedType(tenant, mentions) ?? (reading.Embedding.Length == 0 ? null : productTypes.Resolve(tenant, TextVector.Of(reading)));
        return new(text, reading, mentions, type);
    }

    /// <summary>The first category named, directly or by one of its products.</summary>
    private string? NamedType(string tenant, IReadOnlyList<SlotMention> mentions)
    {
        foreach (var mention in mentions)
        {
            if (mention.Slot == SlotNames.Category)
                return mention.Value;
            if (mention.Slot == SlotNames.Product
                && catalogue.Current(tenant).Products.TryGetValue(mention.Value, out var product))
                return product.Category;
        }
        return null;
    }
}
