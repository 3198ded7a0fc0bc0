using System.Security.Cryptography;
using System.Text;
using CustomerService.Gateway.Configuration;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Operators;

/// <summary>Lets nobody pass without the operator's key.</summary>
internal sealed class OperatorGate(IOptionsMonitor<OperatorOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (IsOpen(context.HttpContext.Request.Headers.Authorization.ToString()))
            return next(context);
        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return ValueTask.FromResult<object?>(new ProblemResult(new(ProblemCodes.OperatorKey, "Authorization")));
    }

    private bool IsOpen(string header)
    {
        var key = options.CurrentValue.Key;
        return !string.IsNullOrEmpty(key)
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Digest(header[Scheme.Length..].Trim()), Digest(key));
    }

    /// <summary>Equal lengths, so that the comparison tells nothing of the key's.</summary>
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
