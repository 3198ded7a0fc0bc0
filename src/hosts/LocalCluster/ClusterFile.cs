using System.Text.Json;

namespace CustomerService.LocalCluster;

/// <summary><c>cluster.json</c>: the processes that run now. Written whole under another name first, so that nobody reads half of it.</summary>
internal sealed class ClusterFile(string folder)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private readonly string _path = Path.Combine(folder, "cluster.json");
    private readonly Lock _gate = new();

    public void Write(IEnumerable<Supervised> processes)
    {
        lock (_gate)
        {
            var running = processes.Where(p => p.Pid is not null)
                .Select(p => new { p.Command.Role, p.Command.Name, p.Pid, p.Command.Url });
            // For its owner alone: the address of the database holds its password.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(_path + ".new", options))
                JsonSerializer.Serialize(stream, new { Processes = running }, Json);
            File.Move(_path + ".new", _path, overwrite: true);
        }
    }

    public void Delete() => File.Delete(_path);
}
