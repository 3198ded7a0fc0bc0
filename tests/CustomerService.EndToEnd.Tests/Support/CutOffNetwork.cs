using System.Globalization;
using System.Security.Cryptography;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A network namespace with one cable to this machine, which can be pulled: nothing comes out and nothing goes in.</summary>
internal sealed class CutOffNetwork : IAsyncDisposable
{
    private const string Ip = "/usr/sbin/ip";

    private readonly string _name;
    private readonly string _subnet;

    private CutOffNetwork(int number)
    {
        _name = string.Create(CultureInfo.InvariantCulture, $"cs{number}");
        _subnet = string.Create(CultureInfo.InvariantCulture, $"10.213.{number}.");
    }

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Impossible =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists(Ip) ? null : "needs Linux, root and iproute2";

    /// <summary>This machine's address as seen from within.</summary>
    public string Here => _subnet + "1";

    /// <summary>The address within.</summary>
    public string There => _subnet + "2";

    /// <summary>Starts a program within.</summary>
    public string[] Enter => [Ip, "netns", "exec", _name];

    public static async Task<CutOffNetwork> Create()
    {
        var made = new CutOffNetwork(RandomNumberGenerator.GetInt32(2, 250));
        var (outer, inner) = (made._name + "a", made._name + "b");
        await ClusterProcess.Run(Ip, "netns", "add", made._name);
        await ClusterProcess.Run(Ip, "link", "add", outer, "type", "veth", "peer", "name", inner, "netns", made._name);
        await ClusterProcess.Run(Ip, "address", "add", made.Here + "/30", "dev", outer);
        await ClusterProcess.Run(Ip, "link", "set", outer, "up");
        await ClusterProcess.Run(Ip, "-n", made._name, "address", "add", made.There + "/30", "dev", inner);
        await ClusterProcess.Run(Ip, "-n", made._name, "link", "set", inner, "up");
        await ClusterProcess.Run(Ip, "-n", made._name, "link", "set", "lo", "up");
        return made;
    }

    /// <summary>Pulls the cable: the end within goes down, so that both sides keep their routes and lose what they send.</summary>
    public Task Cut() => ClusterProcess.Run(Ip, "-n", _name, "link", "set", _name + "b", "down");

    /// <summary>Puts it in again.</summary>
    public Task Mend() => ClusterProcess.Run(Ip, "-n", _name, "link", "set", _name + "b", "up");

    // The cable goes with the namespace.
    public async ValueTask DisposeAsync() => await ClusterProcess.Run(Ip, "netns", "delete", _name);
}
