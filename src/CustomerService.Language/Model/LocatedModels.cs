using System.Security.Cryptography;
using System.Text;
using CustomerService.Core.Understanding;

namespace CustomerService.Language.Model;

/// <summary>The folders that the settings name, found and verified.</summary>
internal sealed class LocatedModels
{
    /// <exception cref="ModelException">A folder holds no whole model, or the two do not belong together.</exception>
    public LocatedModels(LanguageOptions options, string contentRoot)
    {
        Main = new(options, contentRoot);
        IsCascade = options.Cascade.Enabled;
        if (!IsCascade && options.WhenFull != Overflow.Student)
            return;
        Student = new(options, contentRoot, options.Cascade.StudentFolder, "Language:Cascade:StudentFolder");
        if (Student.Manifest.Sha256 == Main.Manifest.Sha256)
        {
            throw new ModelException(
                $"{Main.Folder} and {Student.Folder} hold the same model: set Language:ModelFolder to the large one.");
        }
        if (IsCascade)
            Threshold = ThresholdOf(options, Student, Main.Manifest);
    }

    public LocatedModel Main { get; }

    /// <summary>Null where none is wanted.</summary>
    public LocatedModel? Student { get; }

    public bool IsCascade { get; }

    /// <summary>Below it the small model counts as unsure.</summary>
    public float Threshold { get; }

    /// <summary>Of the model whose vectors the indexes hold.</summary>
    public ModelManifest Vectors => IsCascade ? Student!.Manifest : Main.Manifest;

    /// <summary>Of a cascade the two models' together: processes with and without the small one differ in their vectors.</summary>
    public ModelFacts Facts => IsCascade ? Both(Main.Manifest, Student!.Manifest) : Main.Manifest.Facts;

    private static ModelFacts Both(ModelManifest teacher, ModelManifest student) => new(
        $"{student.Id}+{teacher.Id}",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{student.Sha256}+{teacher.Sha256}"))),
        teacher.UnknownThreshold);

    private static float ThresholdOf(LanguageOptions options, LocatedModel student, ModelManifest teacher)
    {
        if (options.Cascade.Threshold > 0)
            return options.Cascade.Threshold;
        if (student.Manifest.Cascade is not { } chosen)
        {
            throw new ModelException(
                $"{student.Folder}: the manifest has no threshold of a cascade: set Language:Cascade:Threshold, or take a " +
                "small model that was measured with its teacher (models/training/cascade.py).");
        }
        return chosen.TeacherSha256 == teacher.Sha256
            ? chosen.Threshold
            : throw new ModelException(
                $"{student.Folder}: the threshold of the cascade was chosen for another large model than {teacher.Id}: take " +
                "the two models of one release, or set Language:Cascade:Threshold.");
    }
}
