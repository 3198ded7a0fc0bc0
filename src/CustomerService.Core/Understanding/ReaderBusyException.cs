namespace CustomerService.Core.Understanding;

/// <summary>
/// The reader's queue has no room for the texts; nothing was queued, and asking again after a moment is safe.
/// </summary>
public sealed class ReaderBusyException : Exception
{
    /// <summary>With a fixed sentence.</summary>
    public ReaderBusyException()
        : base("The language model's queue is full; try again in a moment.")
    {
    }

    /// <summary>With a sentence.</summary>
    public ReaderBusyException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence and a cause.</summary>
    public ReaderBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
