using CustomerService.Core.Commerce;
using CustomerService.Storage.Shop;
using CustomerService.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Storage.Tests.Shop;

public sealed class ShopStartTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "shop-start-" + Guid.NewGuid().ToString("N"));
    private readonly ShopFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Start_EmptyTenants_AreFilledFromTheirFolderOnce()
    {
        using (var host = Host(("Shop:Folder", _folder.Path), ("Shop:Tenants:0", "a"), ("Shop:Tenants:1", "b")))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            host.Services.GetRequiredService<ICatalogueSource>().Current("b").Products.Count.ShouldBe(2);
            await host.StopAsync(TestContext.Current.CancellationToken);
        }

        _folder.Write("products.csv", "id,category,name\n");
        using (var host = Host(("Shop:Folder", _folder.Path), ("Shop:Tenants:0", "a")))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            host.Services.GetRequiredService<ICatalogueSource>().Current("a").Products.Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Start_FolderOfNoUse_StopsTheHostWithASentence()
    {
        using var host = Host(("Shop:Folder", _folder.Path + "-none"));

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("Shop:Folder");
    }

    [Theory]
    [InlineData("Shop:BackEnd", "sap", "Shop:BackEnd is 'sap': set it to tables or http.")]
    [InlineData("Shop:Tenants:0", "Big Shop", "Shop:Tenants holds 'Big Shop'")]
    public async Task Start_WrongSetting_StopsTheHostWithASentence(string key, string value, string sentence)
    {
        using var host = Host((key, value));

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain(sentence);
    }

    [Theory]
    [InlineData("BaseAddress", "", "Shop:Http:BaseAddress")]
    [InlineData("BaseAddress", "ftp://shop.example/", "Shop:Http:BaseAddress")]
    [InlineData("BaseAddress", "https://user:secret@shop.example/", "Shop:Http:BaseAddress")]
    [InlineData("Timeout", "00:01:00", "Shop:Http:Timeout is 00:01:00: set it from")]
    [InlineData("AttemptTimeout", "00:00:02", "Shop:Http:AttemptTimeout")]
    [InlineData("Refresh", "00:00:00", "Shop:Http:Refresh")]
    [InlineData("PullTimeout", "01:00:00", "Shop:Http:PullTimeout")]
    [InlineData("MaxAnswerBytes", "1", "Shop:Http:MaxAnswerBytes")]
    [InlineData("Token", "a b", "Shop:Http:Token")]
    public async Task Start_WrongHttpSetting_StopsTheHostWithASentence(string key, string value, string sentence)
    {
        using var host = Host(
            ("Shop:BackEnd", "http"), ("Shop:Http:BaseAddress", "http://localhost:9/"), ("Shop:Http:" + key, value));

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        failure.Message.ShouldContain(sentence);
        failure.Message.ShouldNotContain("secret");
    }

    private IHost Host(params (string Key, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Storage:Folder"] = _data;
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.Services.AddSqliteStorage(builder.Configuration.GetSection("Storage"));
        builder.Services.AddShop(builder.Configuration);
        return builder.Build();
    }
}
