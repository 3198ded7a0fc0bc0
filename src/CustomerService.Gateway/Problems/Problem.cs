using System.Globalization;

namespace CustomerService.Gateway.Problems;

/// <summary>Something a caller can mend, or wait for; worded by <see cref="ProblemTexts"/>.</summary>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Field">What it is about: a JSON path without <c>$.</c>, a query parameter or a header.</param>
/// <param name="Value">A limit or an expectation that the text names.</param>
internal sealed record Problem(string Code, string? Field = null, string? Value = null)
{
    /// <summary>When to come back, in whole seconds from one up; null where waiting does not help.</summary>
    public int? RetryAfter { get; init; }

    public static Problem Missing(string field) => new(ProblemCodes.MissingField, field);

    public static Problem Invalid(string field, string expected) => new(ProblemCodes.InvalidValue, field, expected);

    public static Problem TooLong(string field, int limit) => new(ProblemCodes.TooLong, field, Number(limit));

    public static Problem TooMany(string field, int limit) => new(ProblemCodes.TooMany, field, Number(limit));

    public static Problem BodyTooLarge(int limit) => new(ProblemCodes.BodyTooLarge, Value: Number(limit));

    public static Problem RateLimited(TimeSpan wait) =>
        new(ProblemCodes.RateLimited) { RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) };

    public static Problem Busy(TimeSpan delay) =>
        new(ProblemCodes.Busy) { RetryAfter = Math.Clamp((int)Math.Ceiling(delay.TotalSeconds), 1, 60) };

    public static Problem Unavailable(string code) => new(code) { RetryAfter = 2 };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
