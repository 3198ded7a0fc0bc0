using Microsoft.ML.OnnxRuntime;

namespace CustomerService.Language.Model;

/// <summary>Session options of the configured execution provider.</summary>
internal static class Providers
{
    public const string Cpu = "cpu";
    public const string Cuda = "cuda";

    /// <summary>How many batches are computed at once.</summary>
    public static int BatchesAtOnce(LanguageOptions options) => options switch
    {
        { BatchesAtOnce: > 0 and var set } => set,
        { Provider: Cuda } => 1,
        _ => Math.Max(1, Environment.ProcessorCount / (options.BesideConversations ? 2 : 1) / options.Threads),
    };

    /// <summary>Unless the settings say: with CUDA, where it saves copies; on a processor there are none to save.</summary>
    public static bool BindsIo(LanguageOptions options) => options.IoBinding ?? options.Provider == Cuda;

    public static SessionOptions Create(LanguageOptions options)
    {
        var session = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            // Batches differ in shape; a plan a shape would be kept for each of some thousand shapes.
            EnableMemoryPattern = false,
        };
        // Threads that spin after a batch would take the cores from the grains beside them.
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (options.Provider == Cuda)
            AppendCuda(session);
        return session;
    }

    private static void AppendCuda(SessionOptions session)
    {
        try
        {
            session.AppendExecutionProvider_CUDA(0);
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            session.Dispose();
            throw new ModelException(
                "Language:Provider is 'cuda', but this build's ONNX Runtime has no CUDA provider or CUDA is not " +
                "installed: build with -p:Gpu=true on a machine with CUDA, or set Language:Provider to 'cpu'.", e);
        }
    }
}
