using CustomerService.Core.Understanding;
using CustomerService.Language.Batching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language.Model;

/// <summary>Opens what the settings name now; they are read anew each time.</summary>
internal sealed class ModelLoader(
    IOptionsFactory<LanguageOptions> settings, LanguageMetrics metrics, TimeProvider time, ILogger<DynamicBatcher> logger,
    IHostEnvironment? environment = null, Lazy<KeywordRules>? rules = null)
{
    /// <summary>A version of its own, not yet warm.</summary>
    /// <exception cref="ModelException">A folder does not hold a whole model, or the models do not fit together.</exception>
    public ModelVersion Open()
    {
        var options = Settings();
        if (options.WhenFull == Overflow.Rules && rules is null)
        {
            throw new ModelException(
                "Language:WhenFull is 'rules', but this process has no flows: set it to 'refuse' or 'student'.");
        }
        var located = Locate(options);
        var main = Load(located.Main, options);
        try
        {
            var student = located.Student is { } folder ? Load(folder, options) : null;
            LoadedModel[] models = student is null ? [main] : [main, student];
            return new ModelVersion(located.Facts, Way(located, options, main, student), located.IsCascade ? student! : main, models);
        }
        catch (ModelException)
        {
            main.Dispose();
            throw;
        }
    }

    /// <summary>The settings now; throws where they are wrong.</summary>
    public LanguageOptions Settings() => settings.Create(Options.DefaultName);

    /// <summary>The folders, verified.</summary>
    public LocatedModels Locate() => Locate(Settings());

    private LocatedModels Locate(LanguageOptions options) => new(options, environment?.ContentRootPath ?? Environment.CurrentDirectory);

    private LoadedModel Load(LocatedModel located, LanguageOptions options)
    {
        var session = located.Session();
        var batcher = new DynamicBatcher(session, options, metrics, time, logger);
        var cache = options.CacheTexts == 0 ? null : new ReadingCache(options.CacheTexts, metrics);
        var tokenizer = located.Tokenizer();
        return new LoadedModel(located.Manifest, tokenizer.Encode, tokenizer.Places, batcher, session, cache);
    }

    private Overflow Way(LocatedModels located, LanguageOptions options, LoadedModel main, LoadedModel? student) => new(
        located.IsCascade ? new Cascade(student!, main, located.Threshold, options.WhenFull != Overflow.Refuse, metrics) : main,
        options.WhenFull switch
        {
            Overflow.Rules => new RulesInstead(rules!),
            // In a cascade it is the small model that is full.
            Overflow.Student when !located.IsCascade => new StudentInstead(student!),
            _ => null,
        },
        options.WhenFull, metrics);
}
