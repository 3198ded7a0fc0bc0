namespace CustomerService.Core.Understanding;

/// <summary>Guesses what kind of product a text is about where no word of the catalogue says it.</summary>
public interface IProductTypes
{
    /// <summary>Id of the nearest category of the tenant; null where none is near enough. Cheap to call.</summary>
    /// <param name="tenant">Whose categories.</param>
    /// <param name="embedding">Sentence vector of length one.</param>
    string? Resolve(string tenant, ReadOnlyMemory<float> embedding);
}
