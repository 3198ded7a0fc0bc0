using System.Text.RegularExpressions;
using CustomerService.Core.Settings;
using Microsoft.Extensions.Options;

namespace CustomerService.Streaming;

/// <summary>Says in a sentence which key to mend.</summary>
internal sealed partial class StreamOptionsValidator : IValidateOptions<StreamOptions>
{
    public ValidateOptionsResult Validate(string? name, StreamOptions options)
    {
        List<string> wrong = [.. SettingRanges.Faults(StreamOptions.Section, options)];
        Check(options.Servers.Length == 0 || options.Servers.Split(',').All(s => Server().IsMatch(s.Trim())), nameof(options.Servers),
            $"is '{options.Servers}': set it to host:port, several separated by commas, or leave it out");
        Check(options.Servers.Length == 0 || options.Provider.Length == 0, nameof(options.Provider),
            $"is '{options.Provider}' beside Stream:Servers: set one of the two");
        Check(Topic().IsMatch(options.Topic), nameof(options.Topic),
            $"is '{options.Topic}': set it to 1 to 249 letters, digits, '.', '_' or '-'");
        Check(options.Group.Length is > 0 and <= 249, nameof(options.Group), "is empty or too long: set it to a name of 1 to 249 characters");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Check(bool holds, string key, string sentence)
        {
            if (!holds)
                wrong.Add($"{StreamOptions.Section}:{key} {sentence}.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+:[0-9]{1,5}\z", RegexOptions.None, 1000)]
    private static partial Regex Server();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,249}\z", RegexOptions.None, 1000)]
    private static partial Regex Topic();
}
