using Orleans.Storage;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>A state that is bytes already, so that what is compared is storing and not serialising.</summary>
internal sealed class Blob
{
    public byte[] Bytes { get; set; } = [];
}

/// <summary>Hands the bytes through.</summary>
internal sealed class BlobSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(((Blob)(object)input!).Bytes);

    public T Deserialize<T>(BinaryData input) => (T)(object)new Blob { Bytes = input.ToArray() };
}
