using CustomerService.Gateway.Feed;

namespace CustomerService.Gateway.Tests.Support;

/// <summary>Listens to a conversation and keeps what it hears.</summary>
internal sealed class FeedListener : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<long> _heard = [];
    private readonly List<bool> _typing = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _listening;
    private TaskCompletionSource? _pause;

    public FeedListener(ConversationFeed feed, string conversation, long after = 0, bool paused = false)
    {
        _pause = paused ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        _listening = Task.Run(() => Listen(feed, conversation, after));
    }

    public IReadOnlyList<long> Heard
    {
        get
        {
            lock (_gate)
                return [.. _heard];
        }
    }

    public IReadOnlyList<bool> Typing
    {
        get
        {
            lock (_gate)
                return [.. _typing];
        }
    }

    /// <summary>Lets a paused listener go on.</summary>
    public void Resume() => _pause?.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Resume();
        await _end.CancelAsync();
        await _listening;
        _end.Dispose();
    }

    private async Task Listen(ConversationFeed feed, string conversation, long after)
    {
        try
        {
            await foreach (var item in feed.Read(conversation, after, _end.Token))
            {
                lock (_gate)
                {
                    _heard.AddRange(item.Events.Select(e => e.Sequence));
                    if (item.Typing is { } typing)
                        _typing.Add(typing);
                }
                if (_pause is { } pause && item.Events.Count > 0)
                    await pause.Task;
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
        }
    }
}
