using System.Text.RegularExpressions;

namespace CustomerService.Core.Dialogue;

/// <summary>Whether a piece of a message asks something, by its words.</summary>
internal static partial class QuestionWords
{
    /// <summary>True for "黑色有没有", "几天到"; false for "里面想穿毛衣", "星河X1".</summary>
    public static bool AreIn(string text) => Asking().IsMatch(text);

    [GeneratedRegex(
        "[?？吗么嘛呢谁哪啥怎咋几]|多[少久大长重]|有没有|有无|能不能|可不可|可否|要不要|是不是|会不会|行不行|好不好|[不没][ ,，。!！~～]*$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asking();
}
