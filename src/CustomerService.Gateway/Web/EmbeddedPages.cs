using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace CustomerService.Gateway.Web;

/// <summary>The files of <c>wwwroot</c>, which travel in this assembly.</summary>
internal sealed class EmbeddedPages : IFileProvider
{
    private const string Root = "wwwroot/";

    private static readonly Assembly Home = typeof(EmbeddedPages).Assembly;

    private static readonly Dictionary<string, IFileInfo> Files = Home.GetManifestResourceNames()
        .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
        .ToDictionary(name => name[Root.Length..], name => (IFileInfo)new Page(name), StringComparer.Ordinal);

    public IFileInfo GetFileInfo(string subpath) =>
        Files.GetValueOrDefault(subpath.TrimStart('/')) ?? new NotFoundFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class Page(string resource) : IFileInfo
    {
        public bool Exists => true;

        public bool IsDirectory => false;

        public long Length { get; } = Measure(resource);

        /// <summary>The build's time, so that a browser asks only for what a new build changed.</summary>
        public DateTimeOffset LastModified { get; } =
            new(File.GetLastWriteTimeUtc(Home.Location is { Length: > 0 } file ? file : Environment.ProcessPath!));

        public string Name { get; } = Path.GetFileName(resource);

        public string? PhysicalPath => null;

        public Stream CreateReadStream() => Home.GetManifestResourceStream(resource)!;

        private static long Measure(string resource)
        {
            using var stream = Home.GetManifestResourceStream(resource)!;
            return stream.Length;
        }
    }
}
