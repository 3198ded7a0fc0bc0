namespace CustomerService.Storage;

/// <summary>The database answers and does not hold what this program needs; the sentence says what to do about it.</summary>
public sealed class WrongDatabaseException : InvalidOperationException
{
    /// <summary>An unnamed failure.</summary>
    public WrongDatabaseException()
    {
    }

    /// <summary>A failure in a sentence.</summary>
    public WrongDatabaseException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in a sentence, with what caused it.</summary>
    public WrongDatabaseException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
