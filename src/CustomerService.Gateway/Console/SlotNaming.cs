using CustomerService.Core.Commerce;
using CustomerService.Core.Slots;

namespace CustomerService.Gateway.Console;

/// <summary>Shows names where slots hold ids of the catalogue.</summary>
internal sealed class SlotNaming(ICatalogueSource catalogues)
{
    public IReadOnlyDictionary<string, string> Name(string tenant, IReadOnlyDictionary<string, string> slots)
    {
        var catalogue = catalogues.Current(tenant);
        return slots.ToDictionary(
            s => s.Key,
            s => s.Key switch
            {
                SlotNames.Product => catalogue.Products.GetValueOrDefault(s.Value)?.Name ?? s.Value,
                SlotNames.Category => catalogue.Categories.GetValueOrDefault(s.Value)?.Name ?? s.Value,
                _ => s.Value,
            },
            StringComparer.Ordinal);
    }
}
