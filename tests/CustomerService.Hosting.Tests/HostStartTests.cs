using System.Net;
using CustomerService.Hosting.Lifetime;
using CustomerService.Hosting.Membership;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Hosting.Tests;

public sealed class HostStartTests : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_StoppedBeforeItHasStarted_StopsWhatHadStartedAndEndsWithZero()
    {
        var (first, second) = (new Service(), new Service { OnStart = token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) });
        var told = false;
        var run = HostStart.Run(() => Build(first, second), _stop.Token, _ => told = true);
        await second.Started.Task.WaitAsync(Cancellation);

        await _stop.CancelAsync();

        (await run.WaitAsync(Cancellation)).ShouldBe(0);
        first.Stopped.Task.IsCompleted.ShouldBeTrue();
        told.ShouldBeFalse();
    }

    // A silo that has not begun to run does.
    [Fact]
    public async Task Run_StoppedBeforeItHasStartedAndOneComplainsOfThat_EndsWithZero()
    {
        var service = new Service
        {
            OnStart = token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token),
            OnStop = () => throw new InvalidOperationException("not running"),
        };
        var run = HostStart.Run(() => Build(service), _stop.Token);
        await service.Started.Task.WaitAsync(Cancellation);

        await _stop.CancelAsync();

        (await run.WaitAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Run_DefectAtStart_IsThrown()
    {
        var service = new Service { OnStart = _ => throw new InvalidOperationException("a defect") };

        (await Should.ThrowAsync<InvalidOperationException>(() => HostStart.Run(() => Build(service), _stop.Token))).Message.ShouldBe("a defect");
    }

    [Fact]
    public async Task Run_Drained_StaysUnreadyUntilItIsStopped()
    {
        var address = "";
        var run = HostStart.Run(() => Build(new Service()), _stop.Token, app =>
        {
            address = app.Urls.Single();
            app.Services.GetRequiredService<Drain>().Begin();
        });
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        while (await Status(http, address + "/health/ready") != HttpStatusCode.ServiceUnavailable)
            run.IsCompleted.ShouldBeFalse();

        await _stop.CancelAsync();

        (await run.WaitAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Run_StoppedWhileItDrains_DoesNotStay()
    {
        var service = new Service { OnStop = _stop.CancelAsync };

        var run = HostStart.Run(() => Build(service), _stop.Token, app => app.Services.GetRequiredService<Drain>().Begin());

        (await run.WaitAsync(Cancellation)).ShouldBe(0);
        service.Stopped.Task.IsCompleted.ShouldBeTrue();
    }

    public void Dispose() => _stop.Dispose();

    private static async Task<HttpStatusCode?> Status(HttpClient http, string url)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url), Cancellation);
            return answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException)
        {
            return null;
        }
    }

    private static WebApplication Build(params Service[] services)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOptions<ClusterOptions>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Drain>();
        foreach (var service in services)
            builder.Services.AddSingleton<IHostedService>(service);
        return builder.Build();
    }

    private sealed class Service : IHostedService
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<CancellationToken, Task> OnStart { get; init; } = _ => Task.CompletedTask;

        public Func<Task> OnStop { get; init; } = () => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Started.TrySetResult();
            return OnStart(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Stopped.TrySetResult();
            return OnStop();
        }
    }
}
