namespace CustomerService.Gateway.Web;

/// <summary>The chat page at <c>/chat</c>, and the files beside it.</summary>
internal static class Pages
{
    private static readonly EmbeddedPages Files = new();

    public static void UsePages(this IApplicationBuilder app) =>
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = Files,
            // Their names carry no version: browsers ask each time, and are told when nothing changed.
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => Page(http, "index.html"))
            .ExcludeFromDescription().DisableRateLimiting();
        routes.MapMethods("/chat", [HttpMethods.Get, HttpMethods.Head], Chat).ExcludeFromDescription().DisableRateLimiting();
    }

    /// <summary>The page names its files relative to itself, so it has one address only.</summary>
    private static IResult Chat(HttpContext http) => http.Request.Path.Value!.EndsWith('/')
        ? Results.LocalRedirect($"~/chat{http.Request.QueryString}")
        : Page(http, "chat.html");

    private static IResult Page(HttpContext http, string file)
    {
        if (Files.GetFileInfo(file) is not { Exists: true } page)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8", lastModified: page.LastModified);
    }
}
