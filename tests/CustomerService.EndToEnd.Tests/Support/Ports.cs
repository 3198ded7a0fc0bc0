using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>Ports to listen on.</summary>
internal static class Ports
{
    /// <summary>
    /// A free port below those that the system gives to outgoing connections: while the host is down, a client that
    /// tries again and again could otherwise be given the very port it calls, and talk to itself.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
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
