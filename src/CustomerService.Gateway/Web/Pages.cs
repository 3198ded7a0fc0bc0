namespace CustomerService.Gateway.Web;

/// <summary>The pages at <c>/chat</c> and <c>/console</c>, and the files beside them.</summary>
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
        routes.MapMethods("/chat", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => Named(http, "chat"))
            .ExcludeFromDescription().DisableRateLimiting();
        routes.MapMethods("/console", [HttpMethods.Get, HttpMethods.Head], Console).ExcludeFromDescription().DisableRateLimiting();
    }

    /// <summary>Nobody frames the page that agents log in to, and it runs and asks nothing from elsewhere.</summary>
    private static IResult Console(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return Named(http, "console");
    }

    /// <summary>A page names its files relative to itself, so it has one address only.</summary>
    private static IResult Named(HttpContext http, string page) => http.Request.Path.Value!.EndsWith('/')
        ? Results.LocalRedirect($"~/{page}{http.Request.QueryString}")
        : Page(http, page + ".html");

    private static IResult Page(HttpContext http, string file)
    {
        if (Files.GetFileInfo(file) is not { Exists: true } page)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8", lastModified: page.LastModified);
    }
}
