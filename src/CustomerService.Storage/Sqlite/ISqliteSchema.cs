namespace CustomerService.Storage.Sqlite;

/// <summary>
/// Tables of one concern, as numbered steps; register each as a singleton and <see cref="SqliteDatabase"/> applies
/// what a file lacks when it opens.
/// </summary>
public interface ISqliteSchema
{
    /// <summary>Names the concern in the file; never changes once released.</summary>
    string Name { get; }

    /// <summary>
    /// Step n (from 1) is SQL, one or several statements, that brings the tables from version n-1 to n. A released
    /// step is never edited; a change is a new step at the end.
    /// </summary>
    IReadOnlyList<string> Steps { get; }
}
