using CustomerService.Core.Settings;
using CustomerService.Language.Model;
using Microsoft.Extensions.Options;

namespace CustomerService.Language;

/// <summary>Says in a sentence which key to mend.</summary>
/// <param name="section">The path of the configuration section that the options were bound from.</param>
internal sealed class LanguageOptionsValidator(string section) : IValidateOptions<LanguageOptions>
{
    public ValidateOptionsResult Validate(string? name, LanguageOptions options)
    {
        List<string> wrong = [.. SettingRanges.Faults(section, options)];
        Check(!string.IsNullOrWhiteSpace(options.ModelFolder), nameof(options.ModelFolder),
            "is empty: set it to the folder that holds the model's manifest.json");
        Check(options.Provider is Providers.Cpu or Providers.Cuda, nameof(options.Provider),
            $"is '{options.Provider}': set it to '{Providers.Cpu}' or '{Providers.Cuda}'");
        Check(options.Precision is "" or "fp32" or "fp16", nameof(options.Precision),
            $"is '{options.Precision}': set it to 'fp32', 'fp16' or nothing (the manifest's own file)");
        Check(options.TenantQueueRows <= 0 || (options.TenantQueueRows >= 256 && options.TenantQueueRows <= options.QueueRows),
            nameof(options.TenantQueueRows),
            $"is {options.TenantQueueRows}: set it to 0 (as many as of all tenants) or 256 to {options.QueueRows}");
        Check(options.WhenFull is Overflow.Refuse or Overflow.Student or Overflow.Rules, nameof(options.WhenFull),
            $"is '{options.WhenFull}': set it to '{Overflow.Refuse}', '{Overflow.Student}' or '{Overflow.Rules}'");
        Check(!string.IsNullOrWhiteSpace(options.Cascade.StudentFolder), "Cascade:StudentFolder",
            "is empty: set it to the folder that holds the small model's manifest.json");
        Check(options.TokenBudget is not (> 0 and < 64), nameof(options.TokenBudget),
            $"is {options.TokenBudget}: set it to 0 (the provider's own) or 64 and more");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Check(bool holds, string key, string sentence)
        {
            if (!holds)
                wrong.Add($"{(section.Length == 0 ? key : $"{section}:{key}")} {sentence}.");
        }
    }
}
