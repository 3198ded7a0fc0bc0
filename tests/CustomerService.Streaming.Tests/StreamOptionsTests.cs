using CustomerService.Core.Conversations;
using CustomerService.Streaming.Kafka;
using CustomerService.Streaming.OrleansStreams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace CustomerService.Streaming.Tests;

public sealed class StreamOptionsTests
{
    [Theory]
    [InlineData("Stream:Servers", "localhost", "host:port")]
    [InlineData("Stream:Servers", "a:9092,b", "host:port")]
    [InlineData("Stream:Topic", "a topic", "letters, digits")]
    [InlineData("Stream:Group", "", "a name of 1 to 249")]
    [InlineData("Stream:MaxInFlight", "0", "1 to 10000")]
    [InlineData("Stream:LeaveAfter", "01:00:00", "00:00:01 to 00:05:00")]
    public void Start_WrongSetting_NamesTheKeyAndTheFix(string key, string value, string fix)
    {
        var wrong = Should.Throw<OptionsValidationException>(() => Of((key, value)).GetRequiredService<IOptions<StreamOptions>>().Value).Message;
        wrong.ShouldContain(key);
        wrong.ShouldContain(fix);
    }

    [Fact]
    public void Start_ServersAndProvider_IsRefused() =>
        Should.Throw<OptionsValidationException>(() => Of(("Stream:Servers", "a:9092"), ("Stream:Provider", "hubs"))
            .GetRequiredService<IOptions<StreamOptions>>().Value).Message.ShouldContain("set one of the two");

    [Fact]
    public void AddStreamNudge_NothingSet_LeavesTheGatewayItsOwn() => Of().GetService<INudge>().ShouldBeNull();

    [Fact]
    public void AddStreamNudge_Servers_TakesKafkaWithTheClientsSettings()
    {
        using var services = Of(("Stream:Servers", "a:9092"), ("Stream:Client:security.protocol", "ssl"));
        services.GetRequiredService<INudge>().ShouldBeOfType<KafkaNudge>();
        services.GetRequiredService<IOptions<StreamOptions>>().Value.Client["security.protocol"].ShouldBe("ssl");
        Should.Throw<InvalidOperationException>(() => Of(("Stream:Servers", "a:9092"), ("Stream:Client:security.protocl", "ssl"))
            .GetRequiredService<INudge>()).Message.ShouldContain("security.protocl");
    }

    [Fact]
    public void AddStreamNudge_Provider_TakesItsStreams() =>
        Of(("Stream:Provider", "hubs")).GetRequiredService<INudge>().ShouldBeOfType<StreamNudge>();

    [Fact]
    public void AddStreamDelivery_NothingSet_ReadsNothing()
    {
        var services = new ServiceCollection();
        services.AddStreamDelivery(new ConfigurationBuilder().Build());
        services.ShouldNotContain(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(KafkaDelivery));
    }

    private static ServiceProvider Of(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Substitute.For<IClusterClient>());
        services.AddStreamNudge(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
        return services.BuildServiceProvider();
    }
}
