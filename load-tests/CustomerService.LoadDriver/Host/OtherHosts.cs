namespace CustomerService.LoadDriver.Host;

/// <summary>Other processes of a host's cluster, which are asked for their counters alone.</summary>
internal sealed class OtherHosts(IEnumerable<Uri> urls) : IDisposable
{
    public IReadOnlyList<HostClient> All { get; } = [.. urls.Select(u => new HostClient(u))];

    public void Dispose()
    {
        foreach (var host in All)
            host.Dispose();
    }
}
