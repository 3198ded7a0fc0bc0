namespace CustomerService.Hosting.Membership;

/// <summary>This process does not fit the cluster that it was pointed to; the sentence says what to mend.</summary>
public sealed class ClusterMismatchException : Exception
{
    /// <summary>An unnamed mismatch.</summary>
    public ClusterMismatchException()
    {
    }

    /// <summary>A mismatch in a sentence.</summary>
    public ClusterMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>A mismatch in a sentence, with its cause.</summary>
    public ClusterMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
