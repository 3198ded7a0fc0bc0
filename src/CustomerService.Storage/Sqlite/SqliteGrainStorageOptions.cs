using Orleans.Storage;

namespace CustomerService.Storage.Sqlite;

/// <summary>Settings of one named <see cref="SqliteGrainStorage"/>.</summary>
public sealed class SqliteGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>How states become bytes; Orleans' own default when none is set.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>
    /// Whether clearing removes the row. Off by default: a row that stays keeps its version, so that a writer from
    /// before the clearing cannot succeed after it.
    /// </summary>
    public bool DeleteStateOnClear { get; set; }
}
