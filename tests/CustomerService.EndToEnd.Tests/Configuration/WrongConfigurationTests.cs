using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Configuration;

/// <summary>A wrong setting stops the host with a sentence that names the key and the fix.</summary>
public sealed class WrongConfigurationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("--Conversation:TurnBudget=00:10:00", "Conversation:TurnBudget must lie between 00:00:00.1000000 and 00:00:30.")]
    [InlineData("--Language:ModelFolder=/nowhere", "set Language:ModelFolder")]
    [InlineData("--Language:Provider=tpu", "Language:Provider is 'tpu': set it to 'cpu' or 'cuda'.")]
    [InlineData("--Flows:Folder=/nowhere", "Flows:Folder names '/nowhere', which does not exist")]
    [InlineData("--Gateway:MaxTexts=0", "Gateway:MaxTexts is 0: set it from 1 to 256.")]
    [InlineData("--Privacy:PseudonymKey=short", "Privacy:PseudonymKey is missing or too short")]
    [InlineData("--Shop:BackEnd=ftp", "Shop:BackEnd is 'ftp': set it to tables or http.")]
    [InlineData("nonsense", "'nonsense' is not understood")]
    public async Task Start_WrongSetting_StopsWithASentenceThatNamesIt(string setting, string sentence)
    {
        var (code, output) = await Run(setting);

        code.ShouldNotBe(0);
        output.ShouldContain(sentence);
    }

    // Whoever started it wants to know what to mend, not where in the program it was noticed.
    [Fact]
    public async Task Start_WrongSetting_PrintsNoStackTrace()
    {
        var (_, output) = await Run("--Gateway:MaxTexts=0");

        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Start_FlowWithAMistake_StopsAndNamesFileAndLine()
    {
        using var folder = new TemporaryFolder();
        var flows = folder.Copy(Path.Combine(Places.Host, "flows"), "flows");
        await File.WriteAllTextAsync(
            Path.Combine(flows, "stock.yaml"), "flow: stock\nintents: [stock]\nsays: 有货\n", TestContext.Current.CancellationToken);

        var (code, output) = await Run($"--Flows:Folder={flows}");

        code.ShouldNotBe(0);
        output.ShouldContain("stock.yaml(3): 'says' is not known here");
    }

    [Fact]
    public async Task Start_ModelThatIsNotWhatItsManifestSays_StopsAndNamesTheFile()
    {
        using var folder = new TemporaryFolder();
        var model = folder.Copy(Places.Model ?? Path.Combine(Places.Host, "models", "understanding"), "model");
        await using (var file = File.OpenWrite(Path.Combine(model, "model.onnx")))
        {
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte(0x2A);
        }

        var (code, output) = await Run($"--Language:ModelFolder={model}");

        code.ShouldNotBe(0);
        output.ShouldContain("model.onnx is not the file that the manifest describes: sha256 expected");
    }

    private static async Task<(int Code, string Output)> Run(string setting)
    {
        using var folder = new TemporaryFolder();
        await using var host = HostProcess.Start("--port", "0", "--data", Path.Combine(folder.Path, "data"), setting);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await host.Exited(patience.Token);
        return (host.ExitCode, host.Output);
    }
}
