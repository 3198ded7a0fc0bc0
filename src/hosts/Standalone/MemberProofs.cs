using System.Text;
using CustomerService.Core.Privacy;

namespace CustomerService.Standalone;

/// <summary>Signs members with the installation's own secret: for demo links, tools and tests.</summary>
internal static class MemberProofs
{
    public static string Sign(IConfiguration configuration, string member) =>
        MemberProof.Sign(Encoding.UTF8.GetBytes(configuration["Privacy:IdentitySecret"] ?? ""), member);
}
