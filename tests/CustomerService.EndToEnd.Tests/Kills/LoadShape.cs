namespace CustomerService.EndToEnd.Tests.Kills;

/// <summary>How much a load asks for.</summary>
/// <param name="Conversations">Shoppers, each with a conversation of its own.</param>
/// <param name="LeastPause">Between two messages of one, milliseconds.</param>
/// <param name="MostPause">The same, at most.</param>
/// <param name="Tenants">Shoppers are dealt out to them in turn.</param>
internal sealed record LoadShape(int Conversations, int LeastPause, int MostPause, params IReadOnlyList<string> Tenants)
{
    /// <summary>Shoppers beside them who come once, say up to three things and fall silent: nothing they say later can heal a loss.</summary>
    public int Visitors { get; init; }

    /// <summary>Visitors come at any time within this after the start.</summary>
    public TimeSpan VisitorsWithin { get; init; }

    /// <summary>Twenty who hardly pause, in the one shop.</summary>
    public static LoadShape Busy { get; } = new(20, 50, 300, "default");
}
