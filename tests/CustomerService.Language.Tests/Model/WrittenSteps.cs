using System.Threading.Channels;
using CustomerService.Core.Understanding;

namespace CustomerService.Language.Tests.Model;

/// <summary>A cluster's record that can be away, and keeps the steps that it was given.</summary>
internal sealed class WrittenSteps : IModelRecord
{
    private readonly Channel<ModelStep> _tries = Channel.CreateUnbounded<ModelStep>();
    private readonly List<ModelStep> _written = [];

    public bool IsAway { get; set; }

    public IReadOnlyList<ModelStep> Written
    {
        get
        {
            lock (_written)
                return [.. _written];
        }
    }

    /// <summary>The next time that somebody wants to write.</summary>
    public Task<ModelStep> Try() => _tries.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>Waits until it is given such a step.</summary>
    public async Task Until(Func<ModelStep, bool> which)
    {
        while (!which(await Try()))
        {
        }
    }

    public ValueTask Write(ModelStep step, CancellationToken cancellationToken)
    {
        var away = IsAway;
        if (!away)
        {
            lock (_written)
                _written.Add(step);
        }
        _tries.Writer.TryWrite(step);
        return away ? throw new IOException("The database is away.") : default;
    }
}
