using CustomerService.Core.Understanding;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Polly.CircuitBreaker;

namespace CustomerService.Core.Tests.Dialogue;

public sealed class ModelCircuitTests
{
    private readonly FakeTimeProvider _time = new();
    private int _asked;
    private bool _away = true;

    [Fact]
    public async Task Ask_ModelAnswersNobody_IsAskedOnceASecondUntilItIsBack()
    {
        var circuit = new ModelCircuit(_time, NullLogger<ModelCircuit>.Instance);
        for (var i = 0; i < 20; i++)
            await Should.ThrowAsync<OperationCanceledException>(() => Ask(circuit));

        await Should.ThrowAsync<BrokenCircuitException>(() => Ask(circuit));
        _asked.ShouldBe(20);

        _time.Advance(TimeSpan.FromSeconds(1.1));
        await Should.ThrowAsync<OperationCanceledException>(() => Ask(circuit));
        await Should.ThrowAsync<BrokenCircuitException>(() => Ask(circuit));
        _asked.ShouldBe(21);

        _time.Advance(TimeSpan.FromSeconds(1.1));
        _away = false;
        (await Ask(circuit)).ShouldBe(1);
        (await Ask(circuit)).ShouldBe(1);
    }

    [Fact]
    public async Task Ask_ModelAnswersSome_IsAskedOn()
    {
        var circuit = new ModelCircuit(_time, NullLogger<ModelCircuit>.Instance);
        for (var i = 0; i < 100; i++)
        {
            _away = i % 10 != 0;
            if (_away)
                await Should.ThrowAsync<OperationCanceledException>(() => Ask(circuit));
            else
                await Ask(circuit);
        }

        _asked.ShouldBe(100);
    }

    private Task<int> Ask(ModelCircuit circuit) => circuit.Ask(
        _ =>
        {
            _asked++;
            return _away ? throw new OperationCanceledException("The budget has ended.") : new ValueTask<int>(1);
        },
        TestContext.Current.CancellationToken).AsTask();
}
