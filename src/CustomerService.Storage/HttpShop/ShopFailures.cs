using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CustomerService.Storage.HttpShop;

/// <summary>Names what can go wrong with a shop's back end.</summary>
internal static class ShopFailures
{
    /// <summary>The stable code of a failure; null for one that is the caller's own.</summary>
    public static string? Reason(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        TimeoutRejectedException => "timeout",
        BrokenCircuitException => "circuit_open",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "too_large",
        HttpRequestException or IOException => "connection",
        JsonException or InvalidDataException or FormatException or NotSupportedException => "bad_answer",
        OperationCanceledException when !cancellationToken.IsCancellationRequested => "timeout",
        ShopStatusException status => status.Reason,
        _ => null,
    };

    /// <summary>Whatever an answer makes our code throw is that answer's fault, and must not end the host.</summary>
    public static TResult Map<TAnswer, TResult>(TAnswer answer, Func<TAnswer, TResult> map)
    {
        try
        {
            return map(answer);
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new InvalidDataException("The answer does not keep the contract.", exception);
        }
    }
}
