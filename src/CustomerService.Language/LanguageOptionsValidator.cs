using CustomerService.Language.Model;
using Microsoft.Extensions.Options;

namespace CustomerService.Language;

/// <summary>Says in a sentence which key to mend.</summary>
/// <param name="section">The path of the configuration section that the options were bound from.</param>
internal sealed class LanguageOptionsValidator(string section) : IValidateOptions<LanguageOptions>
{
    public ValidateOptionsResult Validate(string? name, LanguageOptions options)
    {
        List<string> wrong = [];
        Check(!string.IsNullOrWhiteSpace(options.ModelFolder), nameof(options.ModelFolder),
            "is empty: set it to the folder that holds the model's manifest.json");
        Check(options.Provider is Providers.Cpu or Providers.Cuda, nameof(options.Provider),
            $"is '{options.Provider}': set it to '{Providers.Cpu}' or '{Providers.Cuda}'");
        Check(options.Precision is "" or "fp32" or "fp16", nameof(options.Precision),
            $"is '{options.Precision}': set it to 'fp32', 'fp16' or nothing (the manifest's own file)");
        Check(options.Threads is >= 1 and <= 256, nameof(options.Threads),
            $"is {options.Threads}: set it to 1 to 256");
        Check(options.BatchesAtOnce is >= 0 and <= 256, nameof(options.BatchesAtOnce),
            $"is {options.BatchesAtOnce}: set it to 0 (as many as keep the machine busy) or 1 to 256");
        Check(options.QueueRows is >= 256 and <= 1_000_000, nameof(options.QueueRows),
            $"is {options.QueueRows}: set it to 256 (one full request) to 1000000");
        Check(options.TenantQueueRows == 0 || (options.TenantQueueRows >= 256 && options.TenantQueueRows <= options.QueueRows),
            nameof(options.TenantQueueRows),
            $"is {options.TenantQueueRows}: set it to 0 (as many as of all tenants) or 256 to {options.QueueRows}");
        Check(options.WhenFull is Overflow.Refuse or Overflow.Student or Overflow.Rules, nameof(options.WhenFull),
            $"is '{options.WhenFull}': set it to '{Overflow.Refuse}', '{Overflow.Student}' or '{Overflow.Rules}'");
        Check(!string.IsNullOrWhiteSpace(options.Cascade.StudentFolder), "Cascade:StudentFolder",
            "is empty: set it to the folder that holds the small model's manifest.json");
        Check(options.Cascade.Threshold is >= 0 and < 1, "Cascade:Threshold",
            $"is {options.Cascade.Threshold}: set it to 0 (that of the small model's manifest) or less than 1");
        Check(options.CacheTexts is >= 0 and <= 1_000_000, nameof(options.CacheTexts),
            $"is {options.CacheTexts}: set it to 0 (keep none) to 1000000");
        Check(options.TokenBudget is 0 or (>= 64 and <= 262_144), nameof(options.TokenBudget),
            $"is {options.TokenBudget}: set it to 0 (the provider's own) or 64 to 262144");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Check(bool holds, string key, string sentence)
        {
            if (!holds)
                wrong.Add($"{(section.Length == 0 ? key : $"{section}:{key}")} {sentence}.");
        }
    }
}
