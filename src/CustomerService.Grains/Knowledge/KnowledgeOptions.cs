using System.ComponentModel.DataAnnotations;

namespace CustomerService.Grains.Knowledge;

/// <summary>How alike a question and an entry of the knowledge base must be; the section <c>Knowledge</c>.</summary>
public sealed class KnowledgeOptions
{
    /// <summary>From here an entry may answer before the shop's data does.</summary>
    /// <value>The default value is 0.85.</value>
    [Range(0, 1, ErrorMessage = "Knowledge:Exact must lie between 0 and 1.")]
    public float Exact { get; set; } = 0.85f;

    /// <summary>From here an entry may answer when the shop's data has nothing to say.</summary>
    /// <value>The default value is 0.65.</value>
    [Range(0, 1, ErrorMessage = "Knowledge:Near must lie between 0 and 1.")]
    public float Near { get; set; } = 0.65f;
}
