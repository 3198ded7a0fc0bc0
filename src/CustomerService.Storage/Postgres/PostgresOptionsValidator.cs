using Microsoft.Extensions.Options;
using Npgsql;

namespace CustomerService.Storage.Postgres;

/// <summary>Says in a sentence which key to mend; never quotes the connection string, which may hold a password.</summary>
/// <param name="section">The path of the configuration section that the options were bound from.</param>
internal sealed class PostgresOptionsValidator(string section) : IValidateOptions<PostgresOptions>
{
    // A pool of each kind holds at least one connection, and inbox and reads want one each.
    private const int LeastConnections = 6;

    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        List<string> failures = [.. ConnectionString(options.ConnectionString)];
        if (options.MaxConnections is < LeastConnections or > 1000)
            failures.Add($"{Key(nameof(options.MaxConnections))} is {options.MaxConnections}: set it from {LeastConnections} to 1000, and less than the server's max_connections divided by the number of processes.");
        if (options.CommandTimeout < TimeSpan.FromSeconds(1) || options.CommandTimeout > TimeSpan.FromMinutes(10))
            failures.Add($"{Key(nameof(options.CommandTimeout))} is {options.CommandTimeout}: set it from 00:00:01 to 00:10:00.");
        if (options.KeepFinished < TimeSpan.FromHours(1))
            failures.Add($"{Key(nameof(options.KeepFinished))} is {options.KeepFinished}: set it to an hour or more; channels repeat messages for minutes.");
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
