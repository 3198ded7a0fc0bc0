using System.Diagnostics;
using System.Threading.Channels;

namespace CustomerService.Hosting.Membership;

/// <summary>Hears of connections between the processes of the cluster that end, from the diagnostics that Orleans gives.</summary>
internal sealed class BrokenConnections : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Source = "Orleans.Connections";
    private const string Ended = "Terminated";

    private readonly Channel<bool> _ended = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<IDisposable> _subscriptions = [];

    public BrokenConnections() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Waits until connections have ended since the last call; many are one.</summary>
    public async Task Next(CancellationToken cancellationToken) => await _ended.Reader.ReadAsync(cancellationToken);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source)
            _subscriptions.Add(value.Subscribe(this, (name, _, _) => name == Ended));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Ended)
            _ended.Writer.TryWrite(true);
    }

    public void OnCompleted()
    {
        // The source lives as long as the process.
    }

    public void OnError(Exception error)
    {
        // It has none.
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }
}
