using Microsoft.Data.Sqlite;

namespace CustomerService.Storage.Sqlite;

/// <summary>Tells failures of the file from those of one statement.</summary>
internal static class SqliteFailures
{
    /// <summary>
    /// Whether the failure is of the file and not of one statement: SQLite may then have undone the whole transaction.
    /// https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
    /// </summary>
    public static bool IsOfFile(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_NOMEM
            or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_INTERRUPT
            or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_CORRUPT
            or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_PROTOCOL,
    };

    public static StorageUnavailableException Unavailable(Exception cause) => new(
        (cause as SqliteException)?.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => "The database cannot be written: the disk is full.",
            SQLitePCL.raw.SQLITE_IOERR => "The database cannot be used: the disk reports an error.",
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED =>
                "The database cannot be used: another program holds its lock.",
            SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN =>
                "The database cannot be used: the file or its folder is not writable.",
            SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB =>
                "The database cannot be used: the file is damaged; restore it from a backup.",
            _ => "The database cannot be used.",
        },
        cause);
}
