using System.Numerics.Tensors;
using CustomerService.Language.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CustomerService.Language;

/// <summary>Loads, checks and warms the model before anything else starts: a wrong model stops the host.</summary>
internal sealed class ModelStart(
    IServiceProvider services, IOptions<LanguageOptions> options, TimeProvider time, ILogger<ModelStart> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var reader = services.GetRequiredService<LanguageReader>();
        // A short and a full row: the first shopper shall not pay for memory and kernels of either.
        var readings = await reader.Read(["您好", new string('好', 512)], cancellationToken);
        var length = TensorPrimitives.Norm(readings[0].Embedding);
        var manifest = services.GetRequiredService<ModelManifest>();
        if (MathF.Abs(length - 1) > 0.01f)
        {
            throw new ModelException(
                $"Model {manifest.Id}: {manifest.Outputs.Embedding} must give vectors of length 1, found {length:F3}: " +
                "export the model with its normalisation.");
        }
        var (threads, took) = (Providers.ThreadsOf(options.Value), time.GetElapsedTime(started));
        logger.ModelReady(manifest.Id, options.Value.Provider, threads, (long)took.TotalMilliseconds);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
