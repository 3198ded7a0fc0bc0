using Microsoft.Net.Http.Headers;

namespace CustomerService.Gateway.Problems;

/// <summary>The language a request asks for: Chinese, unless it likes English better.</summary>
internal static class Languages
{
    public const string Chinese = "zh";
    public const string English = "en";

    public static string Of(HttpRequest request)
    {
        var named = request.Headers.AcceptLanguage;
        if (named.Count == 0 || !StringWithQualityHeaderValue.TryParseList(named, out var wished))
            return Chinese;
        double chinese = 0, english = 0;
        foreach (var wish in wished)
        {
            var quality = wish.Quality ?? 1;
            if (Is(wish, Chinese))
                chinese = Math.Max(chinese, quality);
            else if (Is(wish, English))
                english = Math.Max(english, quality);
        }
        return english > chinese ? English : Chinese;
    }

    private static bool Is(StringWithQualityHeaderValue wish, string language) =>
        wish.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (wish.Value.Length == language.Length || wish.Value.Value![language.Length] == '-');
}
