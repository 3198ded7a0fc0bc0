using System.ComponentModel.DataAnnotations;

namespace CustomerService.Language;

/// <summary>The small model beside the large one: <c>Language:Cascade</c>.</summary>
public sealed class CascadeOptions
{
    /// <summary>
    /// Whether the small model reads every text first, and the large one only where the small one is unsure. Vectors are
    /// then the small model's, for all texts.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary>Folder of the small model; found as <see cref="LanguageOptions.ModelFolder"/> is.</summary>
    public string StudentFolder { get; set; } = "models/student";

    /// <summary>
    /// Below this confidence of its intent or of its sentiment the small model counts as unsure; 0 for that of its manifest.
    /// </summary>
    [Range(0d, 1d, MaximumIsExclusive = true, ErrorMessage = "set it to 0 (that of the small model's manifest) or less than {2}")]
    public float Threshold { get; set; }
}
