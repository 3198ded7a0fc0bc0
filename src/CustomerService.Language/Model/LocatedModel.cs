using CustomerService.Language.Text;

namespace CustomerService.Language.Model;

/// <summary>The model's folder, found and verified.</summary>
internal sealed class LocatedModel
{
    private readonly LanguageOptions options;
    private readonly string folder;

    /// <exception cref="ModelException">There is no manifest, or the files are not as it says.</exception>
    public LocatedModel(LanguageOptions options, string contentRoot)
    {
        this.options = options;
        folder = Find(options.ModelFolder, contentRoot);
        Manifest = ModelManifest.Load(folder);
        Manifest.Verify(folder);
    }

    public ModelManifest Manifest { get; }

    public string Folder => folder;

    public Tokenizer Tokenizer() => new(Path.Combine(folder, Manifest.Vocabulary.File), Manifest.MaxTokens);

    public UnderstandingModel Session() => new(Manifest, Path.Combine(folder, Manifest.File), options);

    /// <summary>An absolute folder as it is; a relative one below the content root, else below the program.</summary>
    private static string Find(string setting, string contentRoot)
    {
        string[] places =
        [
            Path.GetFullPath(Path.Combine(contentRoot, setting)),
            Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, setting)),
        ];
        return places.FirstOrDefault(p => File.Exists(Path.Combine(p, ModelManifest.FileName)))
            ?? throw new ModelException(
                $"Language:ModelFolder is '{setting}', but there is no {ModelManifest.FileName} in " +
                $"{string.Join(" or ", places.Distinct(StringComparer.Ordinal))}: put the model there or " +
                "set Language:ModelFolder to its folder.");
    }
}
