using System.Collections.Immutable;
using System.Globalization;
using CustomerService.Core.Text;

namespace CustomerService.Core.Desk;

/// <summary>Reads <c>desk.yaml</c>.</summary>
public static class DeskFile
{
    /// <summary>The setting of the file beside the program.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static DeskSetting LoadShipped() => Load(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "desk.yaml")));

    /// <summary>The setting that a file holds.</summary>
    /// <exception cref="DeclaredFileException">Something is wrong in it; the message names what to write.</exception>
    public static DeskSetting Load(string yaml)
    {
        var file = DeclaredFile.Read<FileShape>("desk.yaml", yaml);
        Check(file);
        return Setting(file);
    }

    private static void Check(FileShape file)
    {
        if (!Modes.ContainsKey(file.Assignment))
            throw new DeclaredFileException($"desk.yaml: assignment is '{file.Assignment}'; write one of {string.Join(", ", Modes.Keys)}.");
        if (new[] { file.HeartbeatSeconds, file.FirstReplySeconds, file.NextReplySeconds, file.HandleSeconds }.Any(s => s is < 5 or > 86_400))
            throw new DeclaredFileException("desk.yaml: heartbeat_, first_reply_, next_reply_ and handle_seconds must lie between 5 and 86400.");
        if (file.Skills.Count == 0 || file.Skills.Any(s => s.Id.Length == 0 || s.Name.Length == 0))
            throw new DeclaredFileException("desk.yaml: skills needs at least one entry, each with id and name.");
        if (file.Skills.GroupBy(s => s.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { Key: var twice })
            throw new DeclaredFileException($"desk.yaml: the skill '{twice}' is there twice; give each an id of its own.");
        if (file.Priority.FirstOrDefault(p => p.Key is not ("vip" or "anger" or "high_risk" or "complex") || p.Value is < 0 or > 86_400) is { Key: { } bad })
            throw new DeclaredFileException($"desk.yaml: priority '{bad}' must be vip, anger, high_risk or complex, with 0 to 86400 seconds.");
        if (file.WrapUp.Any(w => w.Code.Length == 0 || w.Name.Length == 0) || file.Canned.Any(c => c.Key.Length == 0 || c.Text.Length == 0))
            throw new DeclaredFileException("desk.yaml: each wrap_up needs code and name, each canned reply key, title and text.");
    }

    private static Holiday Holiday(HolidayShape holiday)
    {
        if (!DateOnly.TryParseExact(holiday.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || holiday.Name.Length == 0)
            throw new DeclaredFileException($"desk.yaml: the holiday '{holiday.Date}' needs date (such as 2027-02-17) and name.");
        var (start, end) = (Time(holiday, holiday.Start), holiday.End == "24:00" ? null : Time(holiday, holiday.End));
        if ((holiday.Start is null) != (holiday.End is null) || end <= start)
            throw new DeclaredFileException($"desk.yaml: the holiday '{holiday.Date}' needs start and end, the start first, or neither where nobody is there.");
        return new(day, holiday.Name, start, end);
    }

    private static TimeOnly? Time(HolidayShape holiday, string? text) => text is null ? null
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : throw new DeclaredFileException($"desk.yaml: the holiday '{holiday.Date}' has a time '{text}'; write it as \"09:00\", or \"24:00\" for midnight.");

    private static DeskSetting Setting(FileShape file) => new()
    {
        Assignment = Modes[file.Assignment],
        Peak = file.Peak,
        Heartbeat = TimeSpan.FromSeconds(file.HeartbeatSeconds),
        FirstReply = TimeSpan.FromSeconds(file.FirstReplySeconds),
        NextReply = TimeSpan.FromSeconds(file.NextReplySeconds),
        HandleTime = TimeSpan.FromSeconds(file.HandleSeconds),
        VipFrom = file.VipFrom,
        Complex = [.. file.Complex],
        Bonus = file.Priority.ToImmutableDictionary(p => p.Key, p => TimeSpan.FromSeconds(p.Value), StringComparer.Ordinal),
        Skills = [.. file.Skills.Select(s => new Skill(s.Id, s.Name, [.. s.Intents], [.. s.Reasons]))],
        Holidays = [.. file.Holidays.Select(Holiday)],
        WrapUp = [.. file.WrapUp.Select(w => new WrapUpCode(w.Code, w.Name))],
        Canned = [.. file.Canned.Select(c => new CannedReply(c.Key, c.Title, c.Text))],
    };

    private static readonly ImmutableSortedDictionary<string, AssignmentMode> Modes =
        new Dictionary<string, AssignmentMode>(StringComparer.Ordinal)
        {
            ["manual"] = AssignmentMode.Manual,
            ["least_busy"] = AssignmentMode.LeastBusy,
            ["round_robin"] = AssignmentMode.RoundRobin,
            ["last_agent"] = AssignmentMode.LastAgent,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private sealed class FileShape
    {
        public string Assignment { get; set; } = "manual";

        public bool Peak { get; set; }

        public int HeartbeatSeconds { get; set; } = 45;

        public int FirstReplySeconds { get; set; } = 60;

        public int NextReplySeconds { get; set; } = 180;

        public int HandleSeconds { get; set; } = 300;

        public decimal? VipFrom { get; set; }

        public Dictionary<string, int> Priority { get; set; } = new(StringComparer.Ordinal);

        public List<string> Complex { get; set; } = [];

        public List<SkillShape> Skills { get; set; } = [];

        public List<WrapUpShape> WrapUp { get; set; } = [];

        public List<CannedShape> Canned { get; set; } = [];

        public List<HolidayShape> Holidays { get; set; } = [];
    }

    private sealed class HolidayShape
    {
        public string Date { get; set; } = "";

        public string Name { get; set; } = "";

        public string? Start { get; set; }

        public string? End { get; set; }
    }

    private sealed class SkillShape
    {
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";

        public List<string> Intents { get; set; } = [];

        public List<string> Reasons { get; set; } = [];
    }

    private sealed class WrapUpShape
    {
        public string Code { get; set; } = "";

        public string Name { get; set; } = "";
    }

    private sealed class CannedShape
    {
        public string Key { get; set; } = "";

        public string Title { get; set; } = "";

        public string Text { get; set; } = "";
    }
}
