using System.Net;
using System.Net.Sockets;

namespace CustomerService.Hosting.Membership;

/// <summary>
/// Ends a silo whose process is gone, without waiting for missed probes: when a connection of this silo breaks, each
/// other member is called on, and one whose machine answers that nobody listens at its port has no process any more.
/// A machine that is gone or cut off does not answer at all; that is left to the probes.
/// </summary>
internal sealed class RefusedSilos(
    IClusterMembershipService membership, ILocalSiloDetails self, IOptions<ClusterOptions> options, TimeProvider time,
    ILogger<RefusedSilos> log) : BackgroundService
{
    // Twice, so that a machine out of resources for one moment ends nobody.
    private const int Refusals = 2;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.EndRefused)
            return;
        using var broken = new BrokenConnections();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await broken.Next(stoppingToken);
                await Task.WhenAll(Others().Select(s => EndWhenRefused(s, stoppingToken)));
                // Connections break in bunches.
                await Task.Delay(Between, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private IEnumerable<SiloAddress> Others() => membership.CurrentSnapshot.Members.Values
        .Where(m => m.Status == SiloStatus.Active && !m.SiloAddress.Equals(self.SiloAddress)).Select(m => m.SiloAddress);

    private async Task EndWhenRefused(SiloAddress silo, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Refusals; i++)
        {
            if (i > 0)
                await Task.Delay(Between, time, cancellationToken);
            if (!await IsRefused(silo.Endpoint, cancellationToken))
                return;
        }
        try
        {
            // One that leaves in order closes its port, too, and has said so in the table.
            await membership.Refresh(cancellationToken: cancellationToken);
            if (!Others().Contains(silo))
                return;
            Log.Refused(log, silo);
            await membership.TryKill(silo).WaitAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.RefusedNotEnded(log, silo, e);
        }
    }

    private async Task<bool> IsRefused(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
