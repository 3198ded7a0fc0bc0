namespace CustomerService.Storage;

/// <summary>
/// The database could not be written or read (disk full, server away, locked by another program). Nothing is promised
/// of the write that failed; repeating it later is safe for every operation of this project.
/// </summary>
public sealed class StorageUnavailableException : IOException
{
    /// <summary>An unnamed failure.</summary>
    public StorageUnavailableException()
    {
    }

    /// <summary>A failure in a sentence.</summary>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in a sentence, with what caused it.</summary>
    public StorageUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
