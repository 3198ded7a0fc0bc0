using CustomerService.Language.Text;

namespace CustomerService.Language.Model;

/// <summary>The model's folder, found and verified.</summary>
internal sealed class LocatedModel
{
    private readonly LanguageOptions options;
    private readonly string folder;
    private readonly string file;

    /// <summary>The model of <see cref="LanguageOptions.ModelFolder"/>.</summary>
    /// <inheritdoc cref="LocatedModel(LanguageOptions, string, string, string)"/>
    public LocatedModel(LanguageOptions options, string contentRoot)
        : this(options, contentRoot, options.ModelFolder, "Language:ModelFolder")
    {
    }

    /// <param name="options">How it is to run.</param>
    /// <param name="contentRoot">Where a relative folder is looked for first.</param>
    /// <param name="setting">The folder.</param>
    /// <param name="key">The setting that names it.</param>
    /// <exception cref="ModelException">There is no manifest, or the files are not as it says.</exception>
    public LocatedModel(LanguageOptions options, string contentRoot, string setting, string key)
    {
        this.options = options;
        folder = Find(setting, key, contentRoot);
        Manifest = ModelManifest.Load(folder);
        Manifest.Verify(folder);
        file = options.Precision.Length == 0 ? Manifest.File : Variant(options.Precision);
    }

    public ModelManifest Manifest { get; }

    public string Folder => folder;

    public Tokenizer Tokenizer() => new(Path.Combine(folder, Manifest.Vocabulary.File), Manifest.MaxTokens);

    public UnderstandingModel Session() => new(Manifest, Path.Combine(folder, file), options);

    private string Variant(string precision)
    {
        if (Manifest.Variants?.GetValueOrDefault(precision) is not { } variant)
        {
            throw new ModelException(
                $"Language:Precision is '{precision}', but the manifest in {folder} names no such file: make it with " +
                "models/training/half.py, or leave the setting empty.");
        }
        ManifestChecks.VerifyHash(folder, variant, $"variants.{precision}.sha256");
        return variant.File;
    }

    /// <summary>An absolute folder as it is; a relative one below the content root, else below the program.</summary>
    private static string Find(string setting, string key, string contentRoot)
    {
        string[] places =
        [
            Path.GetFullPath(Path.Combine(contentRoot, setting)),
            Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, setting)),
        ];
        return places.FirstOrDefault(p => File.Exists(Path.Combine(p, ModelManifest.FileName)))
            ?? throw new ModelException(
                $"{key} is '{setting}', but there is no {ModelManifest.FileName} in " +
                $"{string.Join(" or ", places.Distinct(StringComparer.Ordinal))}: put the model there or " +
                $"set {key} to its folder.");
    }
}
