namespace CustomerService.Grains.Understanding;

/// <summary>
/// Chooses which of the silos with a model this process asks: the one that would answer soonest by what it has seen itself,
/// the time of its latest answers (<see cref="AnswerTime"/>) times the texts that it has there already and the one to come.
/// Its own figures are never stale, so it can look at all of them: what silos tell of themselves would be old when it comes,
/// and send everybody to the same one.
/// </summary>
internal sealed class InferenceChoice(IInferenceSilos silos, TimeProvider time)
{
    private readonly TimeProvider _time = time;
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, Asked> _asked = [];
    private IReadOnlyCollection<SiloAddress>? _seen;
    private Asked[] _known = [];
    private int _turn;

    /// <summary>How many there are to choose from.</summary>
    public int Count => silos.Current.Count;

    /// <inheritdoc cref="IInferenceSilos.Refresh"/>
    public ValueTask Refresh(CancellationToken cancellationToken) => silos.Refresh(cancellationToken);

    /// <summary>
    /// The silo to ask, until the answer has come or not; null where this one has a model, or none is known: then
    /// placement decides.
    /// </summary>
    /// <param name="texts">How many it is asked to read.</param>
    public Question? Ask(int texts)
    {
        lock (_gate)
        {
            if (Known() is not { Length: > 0 } known)
                return null;
            var now = _time.GetTimestamp();
            // Begins with another one each time, so that those who are equal take turns.
            _turn = (_turn + 1) % known.Length;
            var best = known[_turn];
            for (var i = 1; i < known.Length; i++)
            {
                var other = known[(_turn + i) % known.Length];
                if (Cost(other) < Cost(best))
                    best = other;
            }
            best.Texts += texts;
            return new(this, best, texts, now);

            double Cost(Asked asked) => asked.Answers.Seconds(_time.GetElapsedTime(0, now)) * (asked.Texts + 1);
        }
    }

    private Asked[] Known()
    {
        var current = silos.Current;
        if (ReferenceEquals(current, _seen))
            return _known;
        _seen = current;
        foreach (var gone in _asked.Keys.Except(current).ToArray())
            _asked.Remove(gone);
        foreach (var silo in current)
            _asked.TryAdd(silo, new(silo));
        return _known = [.. _asked.Values];
    }

    /// <summary>One silo, and what is known of it.</summary>
    internal sealed class Asked(SiloAddress silo)
    {
        public SiloAddress Silo => silo;

        public int Texts { get; set; }

        public AnswerTime Answers { get; } = new();
    }

    /// <summary>A call under way.</summary>
    internal sealed class Question(InferenceChoice choice, Asked asked, int texts, long began)
    {
        // A silo that fails at once would look the fastest of all.
        private static readonly TimeSpan Failure = TimeSpan.FromSeconds(1);

        // Longer lists take longer by themselves, and say little about what a shopper's message would wait.
        private const int Telling = 8;

        public SiloAddress Silo => asked.Silo;

        /// <summary>It has ended.</summary>
        /// <param name="answered">False where no answer came, or none in time.</param>
        public void Ended(bool answered)
        {
            lock (choice._gate)
            {
                asked.Texts -= texts;
                var took = choice._time.GetElapsedTime(began);
                if (!answered && took < Failure)
                    took = Failure;
                if (!answered || texts <= Telling)
                    asked.Answers.Add(took, choice._time.GetElapsedTime(0, choice._time.GetTimestamp()));
            }
        }
    }
}
