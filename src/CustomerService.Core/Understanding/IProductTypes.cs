namespace CustomerService.Core.Understanding;

/// <summary>Guesses what kind of product a text is about where no word of the catalogue says it.</summary>
public interface IProductTypes
{
    /// <summary>Id of the nearest category of the tenant; null where none is near enough. Cheap to call.</summary>
    /// <param name="tenant">Whose categories.</param>
    /// <param name="vector">The text's; one of another model than the names were read by is near to none.</param>
    string? Resolve(string tenant, TextVector vector);
}
