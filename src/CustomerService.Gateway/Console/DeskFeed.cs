using System.Collections.Concurrent;
using CustomerService.Contracts.Desk;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Feed;

namespace CustomerService.Gateway.Console;

/// <summary>
/// Copies of desks, kept by pushes; each renewal of the subscription reads what a lost push left out, so a change is
/// late by one renewal at most.
/// </summary>
internal sealed class DeskFeed(IGrainFactory grains, TimeProvider time, IOptions<GatewayOptions> options, ILogger<DeskFeed> log)
    : IDeskObserver, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (TenantDesk Desk, Signal Renew)> _desks = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly FeedOptions _options = options.Value.Feed;
    private readonly Lock _gate = new();
    private IDeskObserver? _reference;

    /// <summary>The copy of a tenant's desk; kept from the first time it is asked for.</summary>
    public TenantDesk Of(string tenant)
    {
        if (_desks.TryGetValue(tenant, out var known))
            return known.Desk;
        lock (_gate)
        {
            if (_desks.TryGetValue(tenant, out known))
                return known.Desk;
            var (desk, renew) = _desks[tenant] = (new(), new());
            // The loop outlives the request that starts it, so it must not stay in that request's trace.
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(() => Keep(tenant, desk, renew), CancellationToken.None);
            return desk;
        }
    }

    /// <summary>Reads what the copy lacks, now.</summary>
    public async Task Refresh(string tenant, CancellationToken cancellationToken)
    {
        var desk = Of(tenant);
        var after = desk.Revision;
        var view = await grains.GetGrain<IAgentDeskGrain>(tenant).View(desk.Epoch, after).WaitAsync(_options.CallTimeout, time, cancellationToken);
        desk.Read(view, after);
    }

    /// <inheritdoc/>
    public Task Changed(string tenant, DeskView changes)
    {
        if (_desks.TryGetValue(tenant, out var known) && !known.Desk.Push(changes))
            known.Renew.Set();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private async Task Keep(string tenant, TenantDesk desk, Signal renew)
    {
        var backoff = new Backoff(_options.Renew);
        var stop = _stop.Token;
        try
        {
            while (true)
            {
                var pause = _options.Renew;
                try
                {
                    await grains.GetGrain<IAgentDeskGrain>(tenant).Subscribe(Reference()).WaitAsync(_options.CallTimeout, time, stop);
                    await Refresh(tenant, stop);
                    backoff.Reset();
                }
                catch (Exception exception) when (!stop.IsCancellationRequested)
                {
                    Log.SubscribeFailed(log, exception);
                    pause = backoff.Next();
                }
                await renew.Wait(pause, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The process stops; the grain forgets the observer by itself.
        }
    }

    private IDeskObserver Reference()
    {
        lock (_gate)
            return _reference ??= grains.CreateObjectReference<IDeskObserver>(this);
    }
}
