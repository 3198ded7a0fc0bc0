using CustomerService.Core.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Grains.Webhooks;

/// <summary>
/// Sends what is in the outbox, each endpoint by itself: of a conversation one after the other, of several at once. What
/// a process took and did not finish anybody may take when its lease is over, under the same id.
/// </summary>
internal sealed class WebhookSender(
    WebhookPost webhooks, IWebhookOutbox outbox, WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time,
    ILogger<WebhookSender> logger) : BackgroundService
{
    // What this process put is told to it at once; this finds what others put and what is tried again.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Beyond the time that an endpoint has: an attempt is over before somebody else may begin one.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    // What is on its way when the process stops: cut off, the receiver may have it and gets it again. An endpoint in health
    // answers in less, and a stop has a minute for all.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Cleaning = TimeSpan.FromHours(1);

    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(15);

    private readonly WebhookOptions _options = options.Value;
    private readonly WebhookBackoff _backoff = new(options.Value.FirstWait, options.Value.LongestWait, options.Value.GiveUpAfter);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => webhooks.Endpoints.Count == 0
        ? Task.CompletedTask
        : Task.WhenAll([.. webhooks.Endpoints.Select(e => Serve(e, stoppingToken)), Tidy(stoppingToken), Measure(stoppingToken)]);

    private async Task Serve(WebhookEndpoint endpoint, CancellationToken stop)
    {
        using var client = new WebhookClient(endpoint, _options.Timeout, time);
        using var cut = new CancellationTokenSource();
        var running = new List<Task<TimeSpan?>>();
        var rest = DateTimeOffset.MinValue;
        while (!stop.IsCancellationRequested)
        {
            foreach (var done in running.FindAll(t => t.IsCompleted))
            {
                running.Remove(done);
                // Who asks to be left alone is left alone, whatever the conversation.
                if (await done is { } asked)
                    rest = time.GetUtcNow() + asked;
            }
            var taken = time.GetUtcNow() < rest ? [] : await Take(endpoint, _options.Concurrency - running.Count, stop);
            foreach (var delivery in taken)
                running.Add(Deliver(endpoint, client, delivery, cut.Token));
            if (taken.Count == 0 || running.Count >= _options.Concurrency)
                await Wait(endpoint, running, stop);
        }
        Task ended = Task.WhenAll(running);
        await ended.WaitAsync(Grace, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await cut.CancelAsync();
        await ended;
    }

    private async Task<IReadOnlyList<WebhookDelivery>> Take(WebhookEndpoint endpoint, int limit, CancellationToken stop)
    {
        if (limit <= 0)
            return [];
        try
        {
            return await outbox.DisabledFor(endpoint.Name, stop) == endpoint.Url.ToString()
                ? []
                : await outbox.Take(endpoint.Name, _options.Timeout + Margin, limit, stop);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (!stop.IsCancellationRequested)
                Log.WebhooksUnavailable(logger, e);
            return [];
        }
    }

    /// <summary>One attempt; how long the endpoint asked to be left alone.</summary>
    private async Task<TimeSpan?> Deliver(WebhookEndpoint endpoint, WebhookClient client, WebhookDelivery delivery, CancellationToken cut)
    {
        try
        {
            var attempt = await client.Send(delivery, cut);
            metrics.Tried(endpoint.Name, attempt.Failure);
            if (attempt.Failure is not { } failure)
            {
                // Made and not noted is made again: the receiver knows it by its id.
                await outbox.Sent(delivery, CancellationToken.None);
                return null;
            }
            if (attempt.IsGone)
            {
                await outbox.Disable(endpoint.Tenant, endpoint.Name, endpoint.Url.ToString(), CancellationToken.None);
                Log.WebhookGone(logger, endpoint.Name);
            }
            var next = _backoff.Next(delivery, attempt.Asked, time.GetUtcNow());
            await outbox.Failed(delivery, failure, next, CancellationToken.None);
            if (next is null)
                Log.WebhookDied(logger, endpoint.Name, delivery.Attempts, failure);
            return attempt.Asked is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, _options.LongestWait.Ticks)) : null;
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            await GiveBack(delivery);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It is in the outbox, and due again when its lease is over.
            Log.WebhooksUnavailable(logger, e);
            return null;
        }
    }

    private async Task GiveBack(WebhookDelivery delivery)
    {
        try
        {
            await outbox.Failed(delivery, "stopped", time.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.WebhooksUnavailable(logger, e);
        }
    }

    private async Task Wait(WebhookEndpoint endpoint, List<Task<TimeSpan?>> running, CancellationToken stop)
    {
        using var over = new CancellationTokenSource(Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop);
        var news = endpoint.News(either.Token);
        await Task.WhenAny([news, .. running]).ConfigureAwait(false);
        // Ends the wait for news where a delivery was done first.
        await either.CancelAsync();
        await news.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Tidy(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Try(() => outbox.Forget(time.GetUtcNow() - _options.Keep, stop).AsTask(), stop);
            await Task.Delay(Cleaning, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Measure(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Try(async () => metrics.Show(await outbox.Queues(null, stop)), stop);
            await Task.Delay(Measuring, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Try(Func<Task> work, CancellationToken stop)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (!stop.IsCancellationRequested)
                Log.WebhooksUnavailable(logger, e);
        }
    }
}
