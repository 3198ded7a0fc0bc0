using System.Net;
using System.Net.Sockets;

namespace CustomerService.Standalone;

/// <summary>
/// A port nobody listens on. The silo of a standalone process has no peers, so any will do, and two installations on
/// one machine do not get in each other's way.
/// </summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
