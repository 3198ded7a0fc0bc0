using CustomerService.Grains.Members;
using CustomerService.Grains.Placement;
using CustomerService.Hosting.Membership;
using CustomerService.Storage.Postgres;
using Microsoft.Extensions.Options;

namespace CustomerService.Hosts.Silo.Commands;

/// <summary>Asks a silo to drain and tells how far it is, by the table of members; asking again only tells.</summary>
internal sealed class DrainRun(IServiceProvider services, TextWriter told, TextWriter wrong)
{
    // The newest start of each name: those before it are gone.
    private const string Members = """
        SELECT DISTINCT ON (silo_name) silo_name, address, port, generation, status FROM cluster_member
        WHERE cluster = $1 ORDER BY silo_name, generation DESC
        """;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly ClusterOptions _options = services.GetRequiredService<IOptions<ClusterOptions>>().Value;

    /// <summary>The exit code: 0 when it has left, also long ago.</summary>
    public async Task<int> Drain(string silo, bool force, CancellationToken cancellationToken)
    {
        var members = await Look(cancellationToken);
        if (members.FirstOrDefault(m => m.Is(silo)) is not { } member)
        {
            var names = members.Where(m => m.Status == SiloStatus.Active).Select(m => m.Name);
            return await Refuse($"No silo is named '{silo}'. The silos are: {string.Join(", ", names.DefaultIfEmpty("none"))}.");
        }
        var others = members.Where(m => m != member && m.Status == SiloStatus.Active).Select(m => m.Name).ToArray();
        if (!force && member.Status == SiloStatus.Active && Alone(member.Name, others) is { } role)
            return await Refuse($"{member.Name} is the last silo for {role}: start another one first, or say --force.");
        if (member.Status <= SiloStatus.Active && !await Ask(member, cancellationToken))
            return await Refuse($"{member.Name} does not answer: is it stopping? Look at its log.");
        return await Follow(member, others.Length, cancellationToken);
    }

    private static string? Alone(string name, string[] others) => new[] { SiloRoles.Conversation, SiloRoles.Inference }
        .FirstOrDefault(role => SiloRoles.Does(name, role) && !others.Any(o => SiloRoles.Does(o, role)));

    private async Task<bool> Ask(Member member, CancellationToken cancellationToken)
    {
        // Joins the cluster as a client does; without an active silo that would take for ever.
        await services.GetRequiredService<IHost>().StartAsync(cancellationToken);
        var grains = services.GetRequiredService<IGrainFactory>();
        if (!await grains.GetGrain<IMemberGrain>(member.Silo).Drain(member.Name))
            return false;
        await told.WriteLineAsync($"{member.Name} drains: it is unready{(_options.DrainDelay > TimeSpan.Zero ? $", for {_options.DrainDelay} before it hands over" : "")}.");
        return true;
    }

    private async Task<int> Follow(Member member, int others, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var known = SiloStatus.None;
        while (true)
        {
            // A row that is gone was cleaned away long after its silo had left.
            var status = (await Look(cancellationToken)).Where(m => m.Silo.Equals(member.Silo)).Select(m => m.Status).FirstOrDefault(SiloStatus.Dead);
            if (status == SiloStatus.Dead)
            {
                await told.WriteLineAsync($"{member.Name} has left; {others} silos go on. Its process stays up, unready, until it is stopped.");
                return 0;
            }
            if (status != known)
                await told.WriteLineAsync($"{_time.GetElapsedTime(began).TotalSeconds:0.0} s: {Words(status)}");
            known = status;
            await Task.Delay(BetweenLooks, _time, cancellationToken);
        }
    }

    private static string Words(SiloStatus status) => status switch
    {
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "takes no new conversations and hands those over that it has",
        SiloStatus.Active => "still a member",
        _ => status.ToString(),
    };

    private async Task<int> Refuse(string sentence)
    {
        await wrong.WriteLineAsync(sentence);
        return 1;
    }

    private async Task<IReadOnlyList<Member>> Look(CancellationToken cancellationToken) =>
        await services.GetRequiredService<PostgresDatabase>().Rows(
            Members,
            r => new Member(
                r.GetString(0), SiloAddress.New(System.Net.IPAddress.Parse(r.GetString(1)), r.GetInt32(2), r.GetInt32(3)), (SiloStatus)r.GetInt32(4)),
            cancellationToken, _options.ClusterId);

    private sealed record Member(string Name, SiloAddress Silo, SiloStatus Status)
    {
        public bool Is(string given) => Name == given || Name.EndsWith('@' + given, StringComparison.Ordinal);
    }
}
