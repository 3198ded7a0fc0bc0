namespace CustomerService.Language.Model;

/// <summary>The model cannot be used as it is; the message names the file or key, what was wanted and the fix.</summary>
public sealed class ModelException : Exception
{
    /// <summary>With a general sentence.</summary>
    public ModelException()
        : base("The language model cannot be used.")
    {
    }

    /// <summary>With a sentence.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence and a cause.</summary>
    public ModelException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
