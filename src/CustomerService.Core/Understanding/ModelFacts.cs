namespace CustomerService.Core.Understanding;

/// <summary>What is known of the cluster's language model without loading it.</summary>
/// <param name="Id">Name and version.</param>
/// <param name="Sha256">Hash of its file, hexadecimal; the same on every silo.</param>
/// <param name="UnknownThreshold">Below this confidence an intent counts as not understood.</param>
public sealed record ModelFacts(string Id, string Sha256, float UnknownThreshold);
