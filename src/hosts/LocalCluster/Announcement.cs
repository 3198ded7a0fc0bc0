using System.Text;
using CustomerService.Core.Privacy;

namespace CustomerService.LocalCluster;

/// <summary>Says where everything is.</summary>
internal static class Announcement
{
    public static void Print(ClusterPlan plan, IReadOnlyList<Command> processes, IReadOnlyDictionary<string, string> keys, string? password)
    {
        var first = processes.First(p => p.Role == "gateway").Url;
        var proof = MemberProof.Sign(Encoding.UTF8.GetBytes(keys["Privacy__IdentitySecret"]), "shopper-001");
        Console.WriteLine($"""

            The cluster is running.

            {string.Join('\n', processes.Select(p => $"  {p.Name,-12} {new UriBuilder(p.Url) { UserName = "", Password = "" }.Uri}"))}

              Chat page                {first}/chat
              … as a known shopper     {first}/chat?member=shopper-001&proof={proof}
              Agents' console          {first}/console{Told(password)}
              API                      {first}/scalar
              Health and metrics       /health/ready and /metrics of every silo and gateway
              Processes, logs, keys    {Path.Combine(plan.Data, "cluster.json")}, {Path.Combine(plan.Data, "logs")}, {Path.Combine(plan.Data, "secrets.json")}

            """);
    }

    // Only a hash of it is stored: what is not written down now cannot be looked up again.
    private static string Told(string? password) => password is null ? "" : $"\n                user admin, password {password} (shown this once)";
}
