using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>Ports to listen on.</summary>
internal static class Ports
{
    private const int Least = 16_000, Most = 24_000;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>
    /// A free port below those that the system gives to outgoing connections: while the host is down, a client that
    /// tries again and again could otherwise be given the very port it calls, and talk to itself. None is given twice, and
    /// none that the program of a local cluster would choose (24,000 and above): what is to listen there starts later.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(Least, Most);
            if (!Given.TryAdd(port, true))
                continue;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one is not.
            }
        }
    }
}
