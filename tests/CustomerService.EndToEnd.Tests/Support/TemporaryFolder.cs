namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A folder that goes when it is disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("customer-service-").FullName;

    /// <summary>Copies the files of a folder, not of the folders in it, into one of this name.</summary>
    public string Copy(string from, string name)
    {
        var to = Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        return to;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
