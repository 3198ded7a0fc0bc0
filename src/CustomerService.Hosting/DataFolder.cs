using CustomerService.Storage;

namespace CustomerService.Hosting;

/// <summary>The folder of an installation on one machine, held by the one process that serves it.</summary>
public sealed class DataFolder : IDisposable
{
    private const string HeldFile = "in-use";

    // What a second lock on a file gives: EAGAIN on Linux, EWOULDBLOCK on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _held;

    private DataFolder(FileStream held) => _held = held;

    /// <summary>
    /// Makes it where it is missing, and holds it until this process ends, however it does: another process on the same
    /// database would serve the same conversations beside this one.
    /// </summary>
    /// <exception cref="StorageUnavailableException">It cannot be used, or another process holds it.</exception>
    public static DataFolder Hold(string path)
    {
        try
        {
            return Use(path, () =>
            {
                Directory.CreateDirectory(path);
                return new DataFolder(new(Path.Combine(path, HeldFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            });
        }
        catch (StorageUnavailableException e) when (HeldByAnother.Contains(e.InnerException!.HResult))
        {
            throw new StorageUnavailableException(
                $"Another process runs on the data folder '{Path.GetFullPath(path)}': stop it, or choose another --data.", e.InnerException);
        }
    }

    /// <summary>Does something with its files.</summary>
    /// <exception cref="StorageUnavailableException">They cannot be written or read; the sentence says why.</exception>
    public static T Use<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new StorageUnavailableException(
                $"The data folder '{Path.GetFullPath(path)}' cannot be used: {e.Message} Mend that, or choose another --data.", e);
        }
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose() => _held.Dispose();
}
