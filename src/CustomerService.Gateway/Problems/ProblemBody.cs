namespace CustomerService.Gateway.Problems;

/// <summary>Problem details (RFC 9457): what was wrong and how to mend it, in Chinese or English.</summary>
public sealed record ProblemBody
{
    /// <summary>Names the kind of problem and never changes: <c>urn:customer-service:problem:…</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What was wrong this time.</summary>
    public required string Detail { get; init; }

    /// <summary>What it is about: a path into the body, a query parameter or a header.</summary>
    public string? Field { get; init; }

    /// <summary>How to mend it.</summary>
    public required string Fix { get; init; }
}
