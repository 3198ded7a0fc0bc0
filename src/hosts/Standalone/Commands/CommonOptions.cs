using System.CommandLine;

namespace CustomerService.Standalone.Commands;

internal static class CommonOptions
{
    public static Option<string> Data() => new("--data")
    {
        Description = "The data folder: database and keys.",
        DefaultValueFactory = _ => "data",
    };
}
