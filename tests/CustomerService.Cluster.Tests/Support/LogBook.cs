using Microsoft.Extensions.Logging;

namespace CustomerService.Cluster.Tests.Support;

/// <summary>Notes the ids of the product's log events, to wait for what shows nowhere else.</summary>
internal sealed class LogBook : ILoggerProvider
{
    /// <summary>The work of a conversation failed.</summary>
    public const int WorkFailed = 3000;

    /// <summary>What a desk committed could not be delivered.</summary>
    public const int DeskFailed = 3020;

    private readonly Watch _watch = new();
    private readonly List<int> _events = [];

    public Task Until(int eventId, int times = 1) => _watch.Until(() => _events.Count(e => e == eventId) >= times);

    public ILogger CreateLogger(string categoryName) =>
        new Pages(this, categoryName.StartsWith("CustomerService.", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Pages(LogBook book, bool isKept) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isKept;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (isKept)
            {
                book._watch.Change(() =>
                {
                    book._events.Add(eventId.Id);
                    return true;
                });
            }
        }
    }
}
