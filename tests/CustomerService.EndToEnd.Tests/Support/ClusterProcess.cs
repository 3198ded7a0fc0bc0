using System.Diagnostics;
using System.Text.Json;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A process of a cluster, as its <c>cluster.json</c> tells it.</summary>
internal sealed record ClusterProcess(string Role, string Name, int Pid, Uri Url)
{
    /// <summary>The processes that run now of the cluster with this data folder; none where no cluster runs.</summary>
    public static IReadOnlyList<ClusterProcess> In(string data)
    {
        var path = Path.Combine(data, "cluster.json");
        if (!File.Exists(path))
            return [];
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        return [.. file.RootElement.GetProperty("processes").EnumerateArray().Select(p => p.Deserialize<ClusterProcess>(JsonSerializerOptions.Web)!)];
    }

    /// <summary>Sends a signal by its name: KILL, STOP, CONT, TERM.</summary>
    public Task Send(string signal) => Send(Pid, signal);

    /// <summary>Sends a signal by its name; a process that is gone has got what it was to get.</summary>
    public static Task Send(int pid, string signal) => Run("bash", "-c", $"kill -{signal} {pid} 2>/dev/null || true");

    /// <summary>Runs a command to its end.</summary>
    public static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
