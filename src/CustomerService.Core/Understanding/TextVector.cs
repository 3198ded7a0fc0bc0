using CustomerService.Contracts.Understanding;

namespace CustomerService.Core.Understanding;

/// <summary>A text's sentence vector.</summary>
/// <param name="Values">Of length one; empty where there is none.</param>
/// <param name="Model">
/// SHA-256 of the model that made it, hexadecimal; null where that is not known, and it counts as that of the one in use.
/// </param>
public readonly record struct TextVector(ReadOnlyMemory<float> Values, string? Model = null)
{
    /// <summary>The vector of a reading.</summary>
    public static TextVector Of(Reading reading) => new(reading.Embedding, reading.EmbeddedBy);

    /// <summary>Whether it says something beside vectors of a model: those of two models have nothing to do with each other.</summary>
    /// <param name="model">SHA-256, hexadecimal.</param>
    public bool IsOf(string model) =>
        !Values.IsEmpty && (Model is null || string.Equals(Model, model, StringComparison.OrdinalIgnoreCase));
}
