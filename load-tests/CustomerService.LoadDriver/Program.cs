using System.CommandLine;
using System.Globalization;
using CustomerService.LoadDriver.Commands;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var root = new RootCommand("Load and comparison measurements of the customer service.")
{
    RunCommand.Create(),
    FloodCommand.Create(),
    UnderstandCommand.Create(),
    InboxCommand.Create(),
    StorageCommand.Create(),
    IdleCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
