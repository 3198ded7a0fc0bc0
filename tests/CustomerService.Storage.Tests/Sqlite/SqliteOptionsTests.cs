using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Tests.Sqlite;

public sealed class SqliteOptionsTests
{
    [Fact]
    public void Folder_Empty_NamesTheKeyAndTheFix() =>
        Failure(" ").ShouldBe("Storage:Folder is empty: set it to the folder that shall hold the database.");

    [Fact]
    public void Folder_IsAFile_NamesTheKeyAndTheFix()
    {
        var file = Path.GetTempFileName();
        Failure(file).ShouldBe($"Storage:Folder is '{file}', which is a file: set it to a folder.");
        File.Delete(file);
    }

    [Fact]
    public void Folder_NotSet_IsDataInTheWorkingDirectory() =>
        Options(new Dictionary<string, string?>()).File
            .ShouldBe(Path.Combine(Directory.GetCurrentDirectory(), "data", "customer-service.db"));

    private static string Failure(string folder) =>
        Should.Throw<OptionsValidationException>(
            () => Options(new Dictionary<string, string?> { ["Storage:Folder"] = folder })).Message;

    private static SqliteOptions Options(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddLogging()
            .AddSqliteStorage(configuration.GetSection("Storage")).BuildServiceProvider();
        return services.GetRequiredService<IOptions<SqliteOptions>>().Value;
    }
}
