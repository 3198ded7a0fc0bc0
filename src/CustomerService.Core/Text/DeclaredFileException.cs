namespace CustomerService.Core.Text;

/// <summary>A file that is declared beside the program is wrong; the message names it and what to write.</summary>
public sealed class DeclaredFileException : FormatException
{
    /// <summary>An unnamed mistake.</summary>
    public DeclaredFileException()
    {
    }

    /// <summary>A mistake in a sentence.</summary>
    public DeclaredFileException(string message)
        : base(message)
    {
    }

    /// <summary>A mistake in a sentence, with its cause.</summary>
    public DeclaredFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
