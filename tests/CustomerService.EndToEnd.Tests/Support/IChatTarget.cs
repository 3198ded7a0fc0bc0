namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>What a load talks to: one process, or a cluster behind several addresses.</summary>
public interface IChatTarget
{
    /// <summary>Where the next connection should go.</summary>
    Uri Address { get; }

    /// <summary>A client of its own pool, for many connections at once.</summary>
    HttpClient Client();

    /// <summary>A request with the operator's key.</summary>
    HttpRequestMessage AsOperator(string path);
}
