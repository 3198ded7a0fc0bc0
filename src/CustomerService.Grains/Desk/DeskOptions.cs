using CustomerService.Core.Desk;

namespace CustomerService.Grains.Desk;

/// <summary>What of <c>desk.yaml</c> a process may be told otherwise; the section <c>Desk</c> of the configuration.</summary>
public sealed class DeskOptions
{
    /// <summary>Whether a promotion's peak is on: simple questions stay with the bot. As <c>desk.yaml</c> says where it is left out.</summary>
    public bool? Peak { get; set; }

    internal DeskSetting Applied(DeskSetting file) => file with { Peak = Peak ?? file.Peak };
}
