using CustomerService.Language.Batching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language.Model;

/// <summary>Opens what lies in the model folder now.</summary>
internal sealed class ModelLoader(
    IOptions<LanguageOptions> options, LanguageMetrics metrics, TimeProvider time, ILogger<DynamicBatcher> logger,
    IHostEnvironment? environment = null)
{
    /// <summary>A version of its own, not yet warm.</summary>
    /// <exception cref="ModelException">The folder does not hold a whole model.</exception>
    public ModelVersion Open()
    {
        var located = Locate();
        var session = located.Session();
        var batcher = new DynamicBatcher(session, options.Value, metrics, time, logger);
        var cache = options.Value.CacheTexts == 0 ? null : new ReadingCache(options.Value.CacheTexts, metrics);
        var tokenizer = located.Tokenizer();
        return new ModelVersion(located.Manifest, tokenizer.Encode, tokenizer.Places, batcher, session, cache);
    }

    /// <summary>The folder, verified.</summary>
    public LocatedModel Locate() => new(options.Value, environment?.ContentRootPath ?? Environment.CurrentDirectory);
}
