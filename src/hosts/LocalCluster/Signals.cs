using System.Runtime.InteropServices;

namespace CustomerService.LocalCluster;

/// <summary>POSIX signals, of which .NET sends only the last resort.</summary>
internal static partial class Signals
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int Send(int process, int signal);
}
