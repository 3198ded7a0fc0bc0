namespace CustomerService.Language.Model;

/// <summary>Holds the version in use; an exchange loses no text: those on their way end with the version they began with.</summary>
internal sealed class ModelSlot(ModelVersion first) : IDisposable
{
    private ModelVersion current = first;

    public ModelVersion Current => Volatile.Read(ref current);

    /// <summary>The version in use, which stays until its caller leaves.</summary>
    public ModelVersion Enter()
    {
        while (true)
        {
            var version = Current;
            // After the end of the host the last version is gone for good, and its batcher says so.
            if (version.TryEnter() || ReferenceEquals(version, Current))
                return version;
        }
    }

    public void Exchange(ModelVersion next) => Interlocked.Exchange(ref current, next).Leave();

    public void Dispose() => Current.Dispose();
}
