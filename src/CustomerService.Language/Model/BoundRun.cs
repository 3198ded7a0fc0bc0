using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CustomerService.Language.Model;

/// <summary>
/// Runs with inputs and outputs bound beforehand, in memory of the runtime: with CUDA in pinned memory, which the device
/// reads and writes by itself, so that nothing is copied twice.
/// </summary>
internal sealed class BoundRun : IModelRun
{
    private static readonly RunOptions Settings = new();

    private readonly InferenceSession session;
    private readonly GraphEnds ends;
    private readonly OrtIoBinding binding;
    private readonly OrtMemoryInfo? pinned;
    private readonly OrtAllocator allocator;
    private OrtValue[] outputs = [];
    private int length;

    public BoundRun(InferenceSession session, GraphEnds ends, string provider)
    {
        (this.session, this.ends) = (session, ends);
        binding = session.CreateIoBinding();
        // Names and kinds as ONNX Runtime's documentation of CUDA memory has them: the pinned allocator belongs to the
        // device, and its memory to the host.
        pinned = provider == Providers.Cuda
            ? new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA_PINNED, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.CpuOutput)
            : null;
        allocator = pinned is null ? OrtAllocator.DefaultInstance : new OrtAllocator(session, pinned);
    }

    public void Run(IReadOnlyList<int[]> rows)
    {
        Let(outputs);
        length = rows.Max(r => r.Length);
        OrtValue[] inputs = [.. ends.Inputs.Select(_ => Allocate(TensorElementType.Int64, [rows.Count, length]))];
        outputs = [.. ends.Outputs.Select((_, i) => Allocate(TensorElementType.Float, ends.Shape(i, rows.Count, length)))];
        try
        {
            GraphEnds.Pad(
                rows, length, inputs[0].GetTensorMutableDataAsSpan<long>(), inputs[1].GetTensorMutableDataAsSpan<long>());
            foreach (var types in inputs.Skip(2))
                types.GetTensorMutableDataAsSpan<long>().Clear();
            for (var i = 0; i < inputs.Length; i++)
                binding.BindInput(ends.Inputs[i], inputs[i]);
            for (var i = 0; i < outputs.Length; i++)
                binding.BindOutput(ends.Outputs[i], outputs[i]);
            binding.SynchronizeBoundInputs();
            session.RunWithBinding(Settings, binding);
            binding.SynchronizeBoundOutputs();
        }
        finally
        {
            binding.ClearBoundInputs();
            binding.ClearBoundOutputs();
            Let(inputs);
        }
    }

    public ReadOnlySpan<float> Output(int output, int row) =>
        outputs[output].GetTensorDataAsSpan<float>().Slice(row * ends.Row(output, length), ends.Row(output, length));

    public void Dispose()
    {
        Let(outputs);
        binding.Dispose();
        if (pinned is null)
            return;
        allocator.Dispose();
        pinned.Dispose();
    }

    private OrtValue Allocate(TensorElementType type, long[] shape) =>
        OrtValue.CreateAllocatedTensorValue(allocator, type, shape);

    private static void Let(OrtValue[] values)
    {
        foreach (var value in values)
            value.Dispose();
    }
}
