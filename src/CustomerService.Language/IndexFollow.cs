using CustomerService.Contracts.Understanding;
using CustomerService.Core.Understanding;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Language;

/// <summary>
/// Makes the indexes of a process without a model anew, beside its work, once its texts are read by another model. While
/// two models answer in turn the indexes of both stay, and it is at most once a minute that any are made.
/// </summary>
internal sealed class IndexFollow(
    ModelsSeen seen, EmbeddingsOf embeddingsOf, IReader reader, ProductTypes types, TimeProvider time, ILogger<IndexFollow> logger,
    KnowledgeIndex? knowledge = null) : BackgroundService
{
    // Between two makings, and how long a model is silent before it counts as gone.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    // They cost nothing.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private string? before;
    private long? tried;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(Look, time);
        while (await looks.WaitForNextTickAsync(stoppingToken))
            await LookNow(stoppingToken);
    }

    /// <summary>Lets go of what no reading needs any more, and makes what the latest ones do.</summary>
    internal async Task LookNow(CancellationToken stoppingToken)
    {
        if (before is not null && !seen.Within(before, Rest))
            Forget();
        if (seen.Latest is { } latest && IsToFollow(latest.Model))
            await Follow(latest.Model, latest.Faq, stoppingToken);
    }

    private bool IsToFollow(string model)
    {
        if (IsSame(model, types.Model) || (tried is { } at && time.GetElapsedTime(at) < Rest))
            return false;
        // The indexes of both are here.
        return !IsSame(model, before) || !seen.Within(types.Model, Rest);
    }

    private async Task Follow(string model, FaqScale faq, CancellationToken stoppingToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var (left, next) = (types.Model, embeddingsOf(reader, model, faq));
            // A gateway has no knowledge base.
            await (knowledge?.Renew(next, RenewTypes, stoppingToken) ?? RenewTypes(static () => { }));
            before = left;
            var took = time.GetElapsedTime(started);
            logger.ModelFollowed(model, (long)took.TotalMilliseconds);

            Task RenewTypes(Action place) => types.Renew(next, place, stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Mostly because the model before still answered some of the texts.
            logger.ModelNotFollowed(e, model);
        }
        tried = time.GetTimestamp();
    }

    private void Forget()
    {
        knowledge?.Forget();
        types.Forget();
        before = null;
    }

    private static bool IsSame(string model, string? other) => string.Equals(model, other, StringComparison.OrdinalIgnoreCase);
}
