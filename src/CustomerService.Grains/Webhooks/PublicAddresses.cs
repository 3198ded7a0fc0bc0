using System.Net;
using System.Net.Sockets;

namespace CustomerService.Grains.Webhooks;

/// <summary>
/// Which addresses are the public internet's: an endpoint's name may not lead into the cluster's own network. The rest
/// is what IANA keeps for special purposes: https://www.iana.org/assignments/iana-ipv4-special-registry
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        }.Select(IPNetwork.Parse),
    ];

    // All that is given to anybody lies in here; the rest of IPv6 is loopback, link-local, unique local, multicast…
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    // Teredo, documentation, 6to4 and the like: they carry other addresses or none.
    private static readonly IPNetwork[] SpecialOfGlobal =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    public static bool Contain(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Special.Any(n => n.Contains(plain))
            : Global.Contains(plain) && !SpecialOfGlobal.Any(n => n.Contains(plain));
    }
}
