using CustomerService.Core.Settings;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>Says in a sentence which key to mend; never quotes the connection string, which may hold a password.</summary>
/// <param name="section">The path of the configuration section that the options were bound from.</param>
internal sealed class PostgresOptionsValidator(string section) : IValidateOptions<PostgresOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        List<string> failures = [.. ConnectionString(options.ConnectionString), .. SettingRanges.Faults(section, options)];
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private IEnumerable<string> ConnectionString(string text)
    {
        var key = Key(nameof(PostgresOptions.ConnectionString));
        const string example = "Host=db.example;Database=customer_service;Username=customer_service;Password=…";
        if (string.IsNullOrWhiteSpace(text))
            return [$"{key} is empty: set it to the PostgreSQL server, such as {example}"];
        NpgsqlConnectionStringBuilder read;
        try
        {
            read = new(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            return [$"{key} is not a connection string: write it like {example}"];
        }
        if (string.IsNullOrWhiteSpace(read.Host))
            return [$"{key} names no Host: write it like {example}"];
        return string.IsNullOrWhiteSpace(read.Database) ? [$"{key} names no Database: write it like {example}"] : [];
    }

    private string Key(string property) => section.Length == 0 ? property : $"{section}:{property}";
}
