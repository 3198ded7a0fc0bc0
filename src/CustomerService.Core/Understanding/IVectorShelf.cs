namespace CustomerService.Core.Understanding;

/// <summary>
/// Vectors of many texts that were made before: an index that is the same as yesterday's need not be made by the model
/// again each time a process starts.
/// </summary>
public interface IVectorShelf
{
    /// <summary>What was kept under the key; null where nothing was, or it cannot be read now.</summary>
    ValueTask<byte[]?> Find(string key, CancellationToken cancellationToken = default);

    /// <summary>Keeps it; where it cannot be kept it is made again next time.</summary>
    ValueTask Keep(string key, byte[] vectors, CancellationToken cancellationToken = default);
}
