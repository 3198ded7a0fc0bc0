using Microsoft.Extensions.Logging;

namespace CustomerService.Language.Tests;

/// <summary>What is logged, by its event ids.</summary>
internal sealed class LoggedEvents : ILoggerProvider, ILogger
{
    private readonly Dictionary<int, TaskCompletionSource<Exception?>> seen = [];
    private readonly List<int> ids = [];

    /// <summary>Waits until an event is logged; the exception of its first time.</summary>
    public Task<Exception?> Of(int id) => Seen(id).Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>How often it was logged by now.</summary>
    public int Count(int id)
    {
        lock (seen)
            return ids.Count(i => i == id);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (seen)
            ids.Add(eventId.Id);
        Seen(eventId.Id).TrySetResult(exception);
    }

    public void Dispose()
    {
    }

    private TaskCompletionSource<Exception?> Seen(int id)
    {
        lock (seen)
        {
            if (!seen.TryGetValue(id, out var source))
                seen[id] = source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return source;
        }
    }
}
