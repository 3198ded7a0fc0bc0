using System.ComponentModel.DataAnnotations;

namespace CustomerService.Language;

/// <summary>Settings of the language model: the configuration section <c>Language</c>.</summary>
public sealed class LanguageOptions
{
    /// <summary>Folder of the model and its manifest; relative to the content root, else to the program.</summary>
    public string ModelFolder { get; set; } = "models/understanding";

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Provider { get; set; } = "cpu";

    /// <summary>
    /// <c>fp32</c> or <c>fp16</c> for the file of that precision that the manifest names beside its own (made by
    /// <c>models/training/half.py</c>); empty for its own, which is int8 and meant for a processor.
    /// </summary>
    public string Precision { get; set; } = "";

    /// <summary>
    /// Whether inputs and outputs are bound in memory of the runtime (pinned, with cuda); not set: with cuda they are, on
    /// cpu they are not. The readings are the same.
    /// </summary>
    public bool? IoBinding { get; set; }

    /// <summary>
    /// Threads that one batch is computed on. One wastes nothing: several wait for each other at the end of each of the
    /// model's hundred small steps, the longer the busier the cores are with conversations.
    /// </summary>
    [Range(1, 256, ErrorMessage = "set it to {1} to {2}")]
    public int Threads { get; set; } = 1;

    /// <summary>
    /// Batches that are computed at once; 0 for one a core, or for every second core where conversations run in the same
    /// process (with cuda: one).
    /// </summary>
    [Range(0, 256, ErrorMessage = "set it to 0 (as many as keep the machine busy) or 1 to {2}")]
    public int BatchesAtOnce { get; set; }

    /// <summary>Whether conversations run in the same process: they get half of the cores, and answer sooner for it.</summary>
    internal bool BesideConversations { get; set; }

    /// <summary>Texts that may wait; more are turned away, so that a wait stays bounded.</summary>
    [Range(256, 1_000_000, ErrorMessage = "set it to {1} (one full request) to {2}")]
    public int QueueRows { get; set; } = 4096;

    /// <summary>Texts of one tenant that may wait; 0 for as many as of all.</summary>
    [Range(0, 1_000_000, ErrorMessage = "set it to 0 (as many as of all tenants) or 256 to Language:QueueRows")]
    public int TenantQueueRows { get; set; }

    /// <summary>
    /// What becomes of texts that find the queue full. <c>refuse</c>: nothing, the caller is told. <c>student</c>: the small
    /// model of <see cref="CascadeOptions.StudentFolder"/> reads them. <c>rules</c>: the keywords of the flows.
    /// </summary>
    public string WhenFull { get; set; } = Overflow.Refuse;

    /// <summary>The small model.</summary>
    public CascadeOptions Cascade { get; set; } = new();

    /// <summary>
    /// Whether another model is taken into use while the host runs, when its manifest changes in the folder or these
    /// settings name another folder: checked and warmed first, so that no text is lost; both versions are in memory for
    /// that while. Processes without a model see by the readings that another one makes them, and make their indexes anew
    /// beside their work; until then they search questions by characters alone.
    /// </summary>
    public bool Watch { get; set; }

    /// <summary>
    /// Short texts whose readings are kept in memory, for each version of the model its own; 0 for none. 10000 take about
    /// 25 MB.
    /// </summary>
    [Range(0, 1_000_000, ErrorMessage = "set it to 0 (keep none) to {2}")]
    public int CacheTexts { get; set; } = 10_000;

    /// <summary>Most tokens of a batch, padding included; 0 for the provider's own: 512 on cpu, 8192 on cuda.</summary>
    [Range(0, 262_144, ErrorMessage = "set it to 0 (the provider's own) or 64 to {2}")]
    public int TokenBudget { get; set; }

    /// <summary>
    /// Folder where the vectors of questions and product names are kept between starts, so that only new ones go through
    /// the model; empty for nowhere. Standalone it is <c>index</c> in the data folder. May be deleted at any time.
    /// </summary>
    public string IndexFolder { get; set; } = "";

    /// <summary>Tenants whose questions and product names are embedded at start; others are at their first use.</summary>
    public IList<string> Tenants { get; } = [];
}
