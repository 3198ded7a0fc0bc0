using System.Text.Encodings.Web;
using System.Text.Unicode;
using CustomerService.Gateway.Problems;

namespace CustomerService.Gateway.Console.Oidc;

/// <summary>A page for somebody whose login at the provider came to nothing: why, and what to ask for.</summary>
internal static class RefusalPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Lazy<string> Template = new(() =>
    {
        using var stream = new StreamReader(typeof(RefusalPage).Assembly.GetManifestResourceStream("refusal.html")!);
        return stream.ReadToEnd();
    });

    public static Task Write(HttpContext http, Problem problem)
    {
        var language = Languages.Of(http.Request);
        var words = ProblemTexts.Word(problem, language);
        var root = http.Request.PathBase.Value;
        var page = Template.Value;
        foreach (var (name, value) in new[]
        {
            ("language", language == Languages.Chinese ? "zh-CN" : "en"), ("root", root), ("title", words.Title), ("detail", words.Detail),
            ("fix", words.Fix), ("back", language == Languages.Chinese ? "返回登录页" : "Back to the login"),
        })
        {
            page = page.Replace($"{{{name}}}", Encoder.Encode(value ?? ""), StringComparison.Ordinal);
        }
        http.Response.StatusCode = words.Status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentLanguage = language;
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(page, http.RequestAborted);
    }
}
