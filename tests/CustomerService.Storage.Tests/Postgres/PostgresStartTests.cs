using CustomerService.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Tests.Postgres;

/// <summary>What keeps a host from starting, and the sentence that it says.</summary>
public sealed class PostgresStartTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ConnectionString", "", "Postgres:ConnectionString is empty")]
    [InlineData("ConnectionString", "nonsense", "Postgres:ConnectionString is not a connection string")]
    [InlineData("ConnectionString", "Host=a;Password=secret", "Postgres:ConnectionString names no Database")]
    [InlineData("ConnectionString", "Database=a;Password=secret", "Postgres:ConnectionString names no Host")]
    [InlineData("MaxConnections", "2", "Postgres:MaxConnections is 2: set it from 6")]
    [InlineData("CommandTimeout", "00:00:00", "Postgres:CommandTimeout is 00:00:00: set it from")]
    [InlineData("KeepFinished", "00:10:00", "Postgres:KeepFinished is 00:10:00: set it to an hour")]
    public async Task Start_WrongSetting_NamesTheKeyAndTheFix(string key, string value, string sentence)
    {
        using var host = Host("Host=localhost;Database=a;Password=secret", ("Postgres:" + key, value));

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Token));

        failure.Message.ShouldContain(sentence);
        failure.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Start_NoServer_SaysSo()
    {
        using var host = Host("Host=127.0.0.1;Port=1;Database=a;Username=u;Password=secret");

        var failure = await Should.ThrowAsync<StorageUnavailableException>(() => host.StartAsync(Token));

        failure.Message.ShouldContain("Postgres:ConnectionString");
        failure.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Start_NoTables_SaysRunDbMigrate()
    {
        using var host = Host(await server.EmptyDatabase());

        (await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(Token))).Message.ShouldContain("run `db migrate`");
    }

    [Fact]
    public async Task Start_MigrateAtStart_BringsTheTables()
    {
        var database = await server.EmptyDatabase();
        using (var host = Host(database, ("Postgres:MigrateAtStart", "true")))
        {
            await host.StartAsync(Token);
            await host.StopAsync(Token);
        }
        using var again = Host(database);
        await again.StartAsync(Token);
        await again.StopAsync(Token);
    }

    [Fact]
    public async Task Migrate_SeveralAtOnceAndAgain_AppliesEachFileOnce()
    {
        await using var services = Services(await server.EmptyDatabase());

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator(services, MigrationFiles.All).Migrate(Token)));

        applied.SelectMany(a => a).ShouldBe(MigrationFiles.All.Select(m => m.Name));
        (await Migrator(services, MigrationFiles.All).Migrate(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Migrate_ChangedOrNewerOrBrokenFile_IsRefusedAndChangesNothing()
    {
        await using var services = Services(await server.EmptyDatabase());
        Migration first = new(1, "001_a.sql", "CREATE TABLE a (x int)"), second = new(2, "002_b.sql", "CREATE TABLE b (x int)");
        await Migrator(services, [first, second]).Migrate(Token);

        (await Should.ThrowAsync<InvalidOperationException>(() => Migrator(services, [first]).Check(Token)))
            .Message.ShouldContain("holds version 2 of the tables ('002_b.sql'), and this program knows only version 1");
        (await Should.ThrowAsync<InvalidOperationException>(() => Migrator(services, [first with { Sql = "SELECT 1" }, second]).Migrate(Token)))
            .Message.ShouldContain("'001_a.sql' is not the one that was applied");
        await Should.ThrowAsync<Exception>(() => Migrator(
            services, [first, second, new(3, "003_c.sql", "CREATE TABLE c (x int)"), new(4, "004_d.sql", "nonsense")]).Migrate(Token));
        await Migrator(services, [first, second]).Check(Token);
        await Migrator(services, [new(1, "001_a.sql", first.Sql.ReplaceLineEndings("\r\n")), second]).Check(Token);
    }

    private static PostgresMigrator Migrator(IServiceProvider services, IReadOnlyList<Migration> migrations) =>
        new(services.GetRequiredService<PostgresDatabase>(), NullLogger<PostgresMigrator>.Instance, migrations);

    private static ServiceProvider Services(string connectionString) =>
        new ServiceCollection().AddPostgresDatabase(PostgresServer.Section(connectionString)).BuildServiceProvider();

    private static IHost Host(string connectionString, params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Postgres:ConnectionString"] = connectionString;
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.Services.AddPostgresStorage(builder.Configuration.GetSection("Postgres"));
        return builder.Build();
    }
}
