using CustomerService.Grains.Members;
using CustomerService.Hosting.Membership;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CustomerService.Hosting.Lifetime;

/// <summary>
/// The first thing of a stop: unready, and up for as long as balancers need to see it. What follows is the hosts' own:
/// the web server ends its requests, the silo hands its activations over. Where an operator asked for it the process
/// stays up afterwards, out of the cluster (<see cref="Drained"/>).
/// </summary>
internal sealed class Drain(IOptions<ClusterOptions> options, IHostApplicationLifetime host, TimeProvider time, ILogger<Drain> log)
    : IHostedLifecycleService, IHealthCheck, ILeaving
{
    private volatile bool _started;
    private volatile bool _stopping;
    private int _asked;

    /// <summary>Whether an operator took the process out, so that it has to stay out until it is stopped.</summary>
    public bool IsAsked => Volatile.Read(ref _asked) == 1;

    public void Begin()
    {
        if (_stopping || Interlocked.Exchange(ref _asked, 1) == 1)
            return;
        Log.DrainAsked(log);
        // Who asked shall have the answer first.
        ThreadPool.QueueUserWorkItem(static h => ((IHostApplicationLifetime)h!).StopApplication(), host);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_stopping ? HealthCheckResult.Unhealthy("stopping")
            : _started ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("starting"));

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started = true;
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        // Nobody was told that it is ready.
        if (!_started)
            return;
        Log.Draining(log, options.Value.DrainDelay);
        await Task.Delay(options.Value.DrainDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
