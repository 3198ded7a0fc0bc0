using System.ComponentModel.DataAnnotations;

namespace CustomerService.Hosting.Membership;

/// <summary>What all processes of a cluster agree on; the section <c>Cluster</c>.</summary>
public sealed class ClusterOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Cluster";

    /// <summary>Name of the cluster: silos of one name find each other. A database belongs to one cluster.</summary>
    /// <value>The default value is <c>customer-service</c>.</value>
    public string ClusterId { get; set; } = "customer-service";

    /// <summary>
    /// How long a silo may take to answer a probe, at most. One of which nothing was heard for this long times
    /// <see cref="MissedProbes"/> is ended by the votes of two silos: at the default one that stands still is noticed
    /// after some 5 seconds. Shorter finds the dead sooner and ends silos that only stood still for as long (a pause of
    /// the machine, a garbage collection, a processor that is not theirs).
    /// </summary>
    /// <value>The default value is 1.5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Probes missed in a row until a silo is suspected.</summary>
    /// <value>The default value is 3.</value>
    [Range(1, 20)]
    public int MissedProbes { get; set; } = 3;

    /// <summary>Silos that must suspect another before it is ended; of two silos left one vote is enough.</summary>
    /// <value>The default value is 2.</value>
    [Range(1, 10)]
    public int Votes { get; set; } = 2;

    /// <summary>
    /// Whether a silo whose machine refuses connections to its port is ended at once, without votes: a killed process
    /// is noticed in less than a second. Turn it off where something else than the machine itself may refuse them, such
    /// as a firewall that rejects.
    /// </summary>
    /// <value>The default value is true.</value>
    public bool EndRefused { get; set; } = true;

    /// <summary>How often the table of members is read, beside the gossip.</summary>
    /// <value>The default value is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan TableRefresh { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a silo writes into the table of members that it lives. A silo that starts waits for an answer of every
    /// member, but not of one whose last three are missing: where all others stand still, or died at once, the cluster
    /// goes on after three of these. Each is one row.
    /// </summary>
    /// <value>The default value is 3 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a call between processes may stay unanswered; a call in flight to a process that dies takes this long
    /// to fail. More than a turn's budget (<c>Conversation:TurnBudget</c>), less than shoppers wait.
    /// </summary>
    /// <value>The default value is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether places of grains are kept in the strongly consistent directory of Orleans, which is experimental. The same
    /// on all silos: stop them all to change it.
    /// </summary>
    /// <value>The default value is false.</value>
    public bool StrongDirectory { get; set; }

    /// <summary>How long a process that was told to stop stays up unready, until no balancer sends it anything.</summary>
    /// <value>The default value is 0 seconds; 5 seconds suit Kubernetes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan DrainDelay { get; set; }
}

/// <summary>What a silo is; the section <c>Silo</c>.</summary>
public sealed class SiloOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Silo";

    /// <summary><c>conversation</c>, <c>inference</c> or <c>both</c>.</summary>
    /// <value>The default value is <c>both</c>.</value>
    public string Role { get; set; } = Grains.Placement.SiloRoles.Both;

    /// <summary>The address that other processes reach it by, such as the pod's IP.</summary>
    /// <value>The default value is <c>127.0.0.1</c>.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port of other silos.</summary>
    /// <value>The default value is 11111.</value>
    [Range(1, 65535)]
    public int Port { get; set; } = 11111;

    /// <summary>The port of gateways.</summary>
    /// <value>The default value is 30000.</value>
    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30000;
}
