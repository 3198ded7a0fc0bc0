using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Sqlite;

/// <summary>Where the standalone form keeps its one file.</summary>
public sealed class SqliteOptions
{
    /// <summary>The name of the database file in <see cref="Folder"/>.</summary>
    public const string FileName = "customer-service.db";

    /// <summary>The data folder, absolute or relative to the working directory; created when it is missing.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>How long finished inbox entries are kept; a message id older than that is accepted anew.</summary>
    /// <value>The default value is 30 days.</value>
    public TimeSpan KeepFinished { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The full path of the database file.</summary>
    public string File => Path.Combine(Path.GetFullPath(Folder), FileName);
}

/// <summary>Says in a sentence which key to mend.</summary>
/// <param name="section">The path of the configuration section that the options were bound from.</param>
internal sealed class SqliteOptionsValidator(string section) : IValidateOptions<SqliteOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        var key = section.Length == 0 ? nameof(SqliteOptions.Folder) : $"{section}:{nameof(SqliteOptions.Folder)}";
        if (string.IsNullOrWhiteSpace(options.Folder))
            return ValidateOptionsResult.Fail($"{key} is empty: set it to the folder that shall hold the database.");
        if (options.Folder.Contains('\0'))
            return ValidateOptionsResult.Fail($"{key} is not a path: set it to the folder that shall hold the database.");
        if (options.KeepFinished < TimeSpan.FromHours(1))
        {
            return ValidateOptionsResult.Fail(
                $"{key[..^nameof(SqliteOptions.Folder).Length]}{nameof(SqliteOptions.KeepFinished)} is {options.KeepFinished}: set it to an hour or more; channels repeat messages for minutes.");
        }
        var path = Path.GetFullPath(options.Folder);
        return File.Exists(path)
            ? ValidateOptionsResult.Fail($"{key} is '{path}', which is a file: set it to a folder.")
            : ValidateOptionsResult.Success;
    }
}
