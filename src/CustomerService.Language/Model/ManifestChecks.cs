using System.Security.Cryptography;
using KnownIntents = CustomerService.Core.Understanding.Intents;

namespace CustomerService.Language.Model;

/// <summary>Holds a model folder to its manifest, and the manifest to the product.</summary>
internal static class ManifestChecks
{
    private static readonly int[] KnownSentiments = [-1, 0, 1];

    /// <summary>Throws a <see cref="ModelException"/> at the first thing that is not as it should be.</summary>
    public static void Verify(this ModelManifest manifest, string folder)
    {
        var path = Path.Combine(folder, ModelManifest.FileName);
        VerifySettings(manifest, path);
        VerifyHash(folder, new ModelFile(manifest.File, manifest.Sha256), "sha256");
        VerifyHash(folder, manifest.Vocabulary, "vocabulary.sha256");
    }

    private static void VerifySettings(ModelManifest manifest, string path)
    {
        Labels(path, "intents", KnownIntents.All, manifest.Intents);
        Labels(path, "sentiments", KnownSentiments, manifest.Sentiments);
        InRange(path, "maxTokens", manifest.MaxTokens is >= 3 and <= 512, "3 to 512", manifest.MaxTokens);
        InRange(path, "embeddingSize", manifest.EmbeddingSize is >= 1 and <= 4096, "1 to 4096", manifest.EmbeddingSize);
        var (intent, sentiment) = manifest.Temperature;
        InRange(path, "temperature.intent", intent is > 0 and < 100, "more than 0", intent);
        InRange(path, "temperature.sentiment", sentiment is > 0 and < 100, "more than 0", sentiment);
        InRange(path, "unknownThreshold", manifest.UnknownThreshold is >= 0 and < 1, "0 to 1", manifest.UnknownThreshold);
        if (manifest.Faq is { } faq)
        {
            InRange(path, "faq.near", faq.Near is > 0 and < 1, "more than 0 and less than 1", faq.Near);
            InRange(path, "faq.exact", faq.Exact >= faq.Near && faq.Exact <= 1, "faq.near to 1", faq.Exact);
        }
        if (manifest.Cascade is { Threshold: var cascade })
            InRange(path, "cascade.threshold", cascade is > 0 and < 1, "more than 0 and less than 1", cascade);
        if ((manifest.Slots is null) != (manifest.Outputs.Slots is null))
            throw new ModelException($"{path}: slots and outputs.slots go together: take the manifest that came with the model.");
        if (manifest.Slots is { } slots)
            VerifySlots(path, slots);
    }

    private static void VerifySlots(string path, ModelSlots slots)
    {
        string[] expected = ["O", .. slots.Labels.Skip(1).Chunk(2).SelectMany(pair => new[] { "B-" + pair[0][2..], "I-" + pair[0][2..] })];
        if (slots.Labels.Any(l => l.Length < 3 && l != "O") || !expected.SequenceEqual(slots.Labels, StringComparer.Ordinal))
        {
            throw new ModelException(
                $"{path}: slots.labels must be O and then B- and I- of each slot, found {string.Join(", ", slots.Labels)}: " +
                "take the manifest that came with the model.");
        }
        foreach (var (slot, threshold) in slots.Thresholds)
        {
            if (!slots.Labels.Contains("B-" + slot, StringComparer.Ordinal))
                throw new ModelException($"{path}: slots.thresholds names '{slot}', which slots.labels lacks: take the manifest that came with the model.");
            InRange(path, $"slots.thresholds.{slot}", threshold is >= 0 and <= 1, "0 to 1", threshold);
        }
    }

    private static void Labels<T>(string path, string key, IReadOnlyList<T> expected, IReadOnlyList<T> found)
    {
        if (found.Count == expected.Count && expected.All(found.Contains))
            return;
        var missing = string.Join(", ", expected.Except(found));
        var strange = string.Join(", ", found.Except(expected));
        throw new ModelException(
            $"{path}: {key} must be the product's {expected.Count} labels, each once; found {found.Count}, missing " +
            $"[{missing}], unknown [{strange}]: take a model that was trained for this label set.");
    }

    private static void InRange(string path, string key, bool holds, string expected, IFormattable found)
    {
        if (!holds)
        {
            throw new ModelException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{path}: {key} must be {expected}, found {found}: take the manifest that came with the model."));
        }
    }

    public static void VerifyHash(string folder, ModelFile file, string key)
    {
        // A plain name: a manifest names files of its own folder only.
        if (file.File.Length == 0 || Path.GetFileName(file.File) != file.File)
        {
            throw new ModelException(
                $"{Path.Combine(folder, ModelManifest.FileName)}: '{file.File}' is not a plain file name: " +
                "name a file that lies beside the manifest.");
        }
        var path = Path.Combine(folder, file.File);
        try
        {
            using var stream = File.OpenRead(path);
            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (!found.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw new ModelException(
                    $"{path} is not the file that the manifest describes: {key} expected {file.Sha256}, found {found}: " +
                    "copy the model folder anew, all files of one version (large files fetched, not pointers).");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path} cannot be read: copy the whole model folder, this file included.", e);
        }
    }
}
