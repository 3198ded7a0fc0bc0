using System.Diagnostics;

namespace CustomerService.Language.Batching;

/// <summary>Traces of the language model: one span a call, and one a batch that is linked to the calls in it.</summary>
internal static class LanguageActivity
{
    public const string Name = "CustomerService.Language";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A span of one call, in the trace of the turn that asks; null where nobody collects.</summary>
    public static Activity? StartRead(int texts) =>
        Source.StartActivity("language read")?.SetTag("language.texts", texts);

    public static Activity? StartBatch(List<QueuedRow> batch)
    {
        if (!Source.HasListeners())
            return null;
        var links = batch.Select(r => r.Request.Caller).Where(c => c != default).Distinct().Select(c => new ActivityLink(c));
        var span = Source.StartActivity("language batch", ActivityKind.Internal, default(ActivityContext), links: links);
        return span?.SetTag("language.batch.rows", batch.Count);
    }
}
