using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CustomerService.LocalCluster;

/// <summary>
/// Ports nobody listens on, below those that the system gives to outgoing connections: a process that starts again
/// must find its port free. None is given twice: who is to listen there does so later.
/// </summary>
internal static class FreePorts
{
    private static readonly HashSet<int> Given = [];

    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(24_000, 32_000);
            if (Given.Add(port) && IsFree(port))
                return port;
        }
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
