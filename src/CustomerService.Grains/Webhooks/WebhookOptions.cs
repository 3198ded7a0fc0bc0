using System.ComponentModel.DataAnnotations;

namespace CustomerService.Grains.Webhooks;

/// <summary>The shop's own systems that hear of what happens; the section <c>Webhooks</c> of the configuration.</summary>
public sealed class WebhookOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Endpoints by name, <c>[a-z0-9-]{1,32}</c>; a name stands in the outbox and should not change.</summary>
    public IDictionary<string, WebhookEndpointOptions> Endpoints { get; } =
        new Dictionary<string, WebhookEndpointOptions>(StringComparer.Ordinal);

    /// <summary>How long an endpoint may take to answer.</summary>
    /// <value>The default value is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait after a first failure; it doubles with each.</summary>
    /// <value>The default value is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between two attempts.</summary>
    /// <value>The default value is 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The age at which a delivery that fails is given up; an operator can send it again.</summary>
    /// <value>The default value is 1 day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How long deliveries made (without what they said), given up, and for endpoints that are stopped or gone from the settings
    /// are kept; an operation repeated later is a new delivery.
    /// </summary>
    /// <value>The default value is 30 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Deliveries to one endpoint at once, of as many conversations, of each process.</summary>
    /// <value>The default value is 8.</value>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 8;
}

/// <summary>One endpoint.</summary>
public sealed class WebhookEndpointOptions
{
    /// <summary>The shop whose events it gets.</summary>
    public string Tenant { get; set; } = "default";

    /// <summary>Where to post: https, or http to a loopback address where <see cref="AllowPrivateAddresses"/> is set.</summary>
    public string Url { get; set; } = "";

    /// <summary>One or two secrets, <c>whsec_</c> and the base64 of 24 to 64 bytes; each signs, so that one can take the other's place.</summary>
    public string[]? Secrets { get; set; }

    /// <summary>Types of events that it gets; all but <c>message.*</c> where left out.</summary>
    public string[]? Events { get; set; }

    /// <summary>Whether it may be at a private, link-local or loopback address.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
