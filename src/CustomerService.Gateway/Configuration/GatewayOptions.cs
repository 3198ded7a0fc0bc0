using System.ComponentModel.DataAnnotations;

namespace CustomerService.Gateway.Configuration;

/// <summary>Settings of the gateway, section <c>Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Gateway";

    /// <summary>The tenant of a request that names none.</summary>
    public string DefaultTenant { get; set; } = "default";

    /// <summary>The channel of a request that names none.</summary>
    public string DefaultChannel { get; set; } = "web";

    /// <summary>Tenants served; only <see cref="DefaultTenant"/> where left out.</summary>
    public string[]? Tenants { get; set; }

    /// <summary>
    /// Channels that may post messages; web, app and miniprogram where left out. Platforms that sign their calls
    /// (WeChat, WeCom, Douyin) come by their webhooks.
    /// </summary>
    public string[]? Channels { get; set; }

    /// <summary>Longest text of a message, in characters (Unicode code points).</summary>
    [Range(1, 20_000)]
    public int MaxTextLength { get; set; } = 2_000;

    /// <summary>Largest request body and WebSocket message, in bytes.</summary>
    [Range(1_024, 16 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Most texts in one call of <c>understand</c>; the model takes 256.</summary>
    [Range(1, 256)]
    public int MaxTexts { get; set; } = 256;

    /// <summary>Largest body of <c>understand</c>, in bytes: 256 long texts of Chinese.</summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int MaxUnderstandBytes { get; set; } = 1024 * 1024;

    /// <summary>How long an append may take. Below the five seconds after which platforms send again.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan AppendTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Whether <c>understand</c> asks for the operator's key.</summary>
    public bool UnderstandNeedsOperator { get; set; }

    /// <summary>Origins that may open a WebSocket or read the API from a page; any WebSocket where left out.</summary>
    public string[]? AllowedOrigins { get; set; }

    /// <summary>Origins that may frame the chat page, beside its own, such as <c>https://shop.example</c>.</summary>
    public string[]? FrameAncestors { get; set; }

    /// <summary>Rates.</summary>
    public RateOptions Rates { get; set; } = new();

    /// <summary>What happens when answers fall behind.</summary>
    public OverloadOptions Overload { get; set; } = new();

    /// <summary>WebSockets.</summary>
    public SocketOptions Sockets { get; set; } = new();

    /// <summary>Pushing events to listeners.</summary>
    public FeedOptions Feed { get; set; } = new();

    internal IReadOnlyList<string> ServedTenants => Tenants ?? [DefaultTenant];

    internal IReadOnlyList<string> ServedChannels => Channels ?? ["web", "app", "miniprogram"];
}

/// <summary>Rates; a caller beyond them gets 429.</summary>
public sealed class RateOptions
{
    /// <summary>Messages a second of one shopper.</summary>
    [Range(1, 1_000_000)]
    public int UserPerSecond { get; set; } = 50;

    /// <summary>Messages of one shopper at once.</summary>
    [Range(1, 1_000_000)]
    public int UserBurst { get; set; } = 200;

    /// <summary>
    /// Messages a second of all shoppers of one tenant, at this gateway; 0 for no limit. So that the peak of one shop
    /// is not everybody's.
    /// </summary>
    [Range(0, 1_000_000)]
    public int TenantPerSecond { get; set; }

    /// <summary>Requests a second of one address.</summary>
    [Range(1, 1_000_000)]
    public int AddressPerSecond { get; set; } = 200;

    /// <summary>Requests of one address at once.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; } = 400;

    /// <summary>Whether loopback has no rate of its own: it is a proxy or an operator, not a shopper.</summary>
    public bool ExemptLoopback { get; set; } = true;

    /// <summary>Calls of <c>understand</c> worked on at once; the model is shared with the dialogue.</summary>
    [Range(1, 10_000)]
    public int UnderstandConcurrency { get; set; } = 16;

    /// <summary>Calls of <c>understand</c> that may wait.</summary>
    [Range(0, 1_000_000)]
    public int UnderstandQueue { get; set; } = 256;
}

/// <summary>What happens when the inbox grows older than shoppers wait.</summary>
public sealed class OverloadOptions
{
    /// <summary>From this wait for an answer on, the acceptance of a message tells it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan TellAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// From this wait on, messages get 429 with Retry-After: an answer that comes later is for nobody, and to queue it
    /// makes the next one later still.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan RefuseAfter { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Channels that are never refused, since their platform cannot send again later; none where left out.</summary>
    public string[]? NeverRefuse { get; set; }
}

/// <summary>Limits of WebSockets.</summary>
public sealed class SocketOptions
{
    /// <summary>Most sockets of this process.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Refused messages after which a socket is closed; each accepted one makes good for one.</summary>
    [Range(1, 1_000_000)]
    public int MaxStrikes { get; set; } = 10;

    /// <summary>How long one message to a slow client may take before the socket is closed; it resumes by sequence.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an idle client is pinged.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan Ping { get; set; } = TimeSpan.FromSeconds(15);
}

/// <summary>Times of the conversation feed.</summary>
public sealed class FeedOptions
{
    /// <summary>How often a subscription is renewed and its gap closed; a lost push is late by this at most.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan Renew { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>After an accepted message, how long to wait for its push before the subscription is renewed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan Expect { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a subscription outlives its last listener: a long poll comes back within it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call of a grain may take; one to a silo that stands still is repeated after it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", MinimumIsExclusive = true)]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(3);
}
