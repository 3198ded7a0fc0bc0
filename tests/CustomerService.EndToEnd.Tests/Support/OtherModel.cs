using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CustomerService.EndToEnd.Tests.Support;

/// <summary>A model with another hash in the place of the committed one.</summary>
internal static class OtherModel
{
    /// <summary>A copy of the folder of the model that the tests run with.</summary>
    public static string CopyTo(TemporaryFolder folder) =>
        folder.Copy(Places.Model ?? Path.Combine(Places.Host, "models", "understanding"), "model");

    /// <summary>Exchanges the model of a folder for the same in another file, with another documentation text; its hash. The manifest comes last.</summary>
    public static async Task<string> PutInto(string folder, CancellationToken cancellation)
    {
        byte[] other = [.. await File.ReadAllBytesAsync(Path.Combine(folder, "model.onnx"), cancellation), 0x32, 0x01, 0x78];
        await File.WriteAllBytesAsync(Path.Combine(folder, "second.onnx"), other, cancellation);
        var (path, hash) = (Path.Combine(folder, "manifest.json"), Convert.ToHexStringLower(SHA256.HashData(other)));
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path, cancellation))!;
        (manifest["id"], manifest["file"], manifest["sha256"]) = ("second", "second.onnx", hash);
        await File.WriteAllTextAsync(path, manifest.ToJsonString(), cancellation);
        return hash;
    }
}
