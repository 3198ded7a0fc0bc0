using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CustomerService.LoadDriver.Comparisons;

/// <summary>Resident memory of another .NET process on this machine (Linux).</summary>
internal static class ProcessMemory
{
    /// <summary>VmRSS, bytes.</summary>
    public static long Resident(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Asks for a full collection, then waits until the resident memory stands still.</summary>
    public static async Task<long> Settled(int pid, CancellationToken cancellation)
    {
        var last = long.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            await Collect(pid, cancellation);
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancellation);
            var now = Resident(pid);
            if (Math.Abs(now - last) < 0.01 * now)
                return now;
            last = now;
        }
        return last;
    }

    /// <summary>
    /// A full collection by the runtime's diagnostics port: a trace session with the keyword GCHeapCollect, ended at once.
    /// https://github.com/dotnet/diagnostics/blob/main/documentation/design-docs/ipc-protocol.md
    /// </summary>
    private static async Task Collect(int pid, CancellationToken cancellation)
    {
        var port = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{pid}-*-socket").FirstOrDefault()
            ?? throw new InvalidOperationException($"Process {pid} is no .NET process of this user, or its diagnostics are off.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(port), cancellation);
        await socket.SendAsync(Request(), cancellation);
        var header = new byte[28];
        await socket.ReceiveAsync(header, cancellation);
        // The collection is done when the session's first bytes have come; leaving ends the session.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            var rest = new byte[64 * 1024];
            while (await socket.ReceiveAsync(rest, patience.Token) > 0)
            {
                // What it says is of no interest.
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It has nothing more to say.
        }
    }

    // Command set 2 (EventPipe), command 2 (CollectTracing): buffer MB, format, providers.
    private static byte[] Request()
    {
        const long gcAndHeapCollect = 0x1 | 0x800000;
        const uint informational = 4;
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.Unicode, leaveOpen: true))
        {
            writer.Write(16u);
            writer.Write(1u);
            writer.Write(1u);
            writer.Write(gcAndHeapCollect);
            writer.Write(informational);
            const string provider = "Microsoft-Windows-DotNETRuntime";
            writer.Write((uint)provider.Length + 1);
            writer.Write(Encoding.Unicode.GetBytes(provider + '\0'));
            writer.Write(0u);
        }
        var message = new byte[20 + payload.Length];
        Encoding.ASCII.GetBytes("DOTNET_IPC_V1").CopyTo(message, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        message[16] = 2;
        message[17] = 2;
        payload.ToArray().CopyTo(message, 20);
        return message;
    }
}
