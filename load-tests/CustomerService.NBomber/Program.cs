using CustomerService.NBomber;
using NBomber.CSharp;

var url = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:8080";
var peak = int.TryParse(args.ElementAtOrDefault(1), out var rate) ? rate : 200;
using var http = new HttpClient { BaseAddress = new Uri(url) };

NBomberRunner
    .RegisterScenarios(PromotionPeak.Create(http, peak))
    .WithReportFolder("artifacts/nbomber")
    .Run();
