using CustomerService.Grains.Webhooks;

namespace CustomerService.Cluster.Tests.Webhooks;

public sealed class WebhookOptionsTests
{
    [Fact]
    public void Validate_RightSettings_AreTaken()
    {
        Faults(_ => { }).ShouldBeEmpty();
        Faults(o => o.Endpoints["crm"].Events = ["message.sent", "order.cancelled"]).ShouldBeEmpty();
        Faults(o =>
        {
            o.Endpoints["crm"].Url = "http://127.0.0.1:9000/hook";
            o.Endpoints["crm"].AllowPrivateAddresses = true;
        }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://crm.example/hook", false, "Webhooks:Endpoints:crm:Url is not https")]
    [InlineData("http://crm.example/hook", true, "Webhooks:Endpoints:crm:Url is not https")]
    [InlineData("http://127.0.0.1/hook", false, "Webhooks:Endpoints:crm:Url is not https")]
    [InlineData("ftp://crm.example/", false, "Webhooks:Endpoints:crm:Url is not an address")]
    [InlineData("crm.example", false, "Webhooks:Endpoints:crm:Url is not an address")]
    [InlineData("https://me:secret@crm.example/", false, "Webhooks:Endpoints:crm:Url is not an address")]
    public void Validate_WrongUrl_IsNamed(string url, bool isPrivate, string told) => Faults(o =>
    {
        o.Endpoints["crm"].Url = url;
        o.Endpoints["crm"].AllowPrivateAddresses = isPrivate;
    }).ShouldHaveSingleItem().ShouldStartWith(told);

    [Fact]
    public void Validate_WrongSecret_IsNamedAndNotTold()
    {
        foreach (var secrets in new[] { null, [], ["hunter2-hunter2"], new[] { WebhookReceiver.Secret, WebhookReceiver.Secret, WebhookReceiver.Secret } })
        {
            Faults(o => o.Endpoints["crm"].Secrets = secrets).ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(f => f.ShouldStartWith("Webhooks:Endpoints:crm:Secrets"), f => f.ShouldNotContain("hunter2"), f => f.ShouldNotContain(WebhookReceiver.Secret));
        }
    }

    [Fact]
    public void Validate_OtherFaults_AreNamed()
    {
        Faults(o => o.Endpoints["crm"].Events = ["order.eaten"]).ShouldHaveSingleItem().ShouldContain("order.eaten");
        Faults(o => o.Endpoints["crm"].Events = []).ShouldHaveSingleItem().ShouldStartWith("Webhooks:Endpoints:crm:Events is empty");
        Faults(o => o.Endpoints["crm"].Tenant = "A shop").ShouldHaveSingleItem().ShouldStartWith("Webhooks:Endpoints:crm:Tenant");
        Faults(o => o.Endpoints.Add("My CRM", o.Endpoints["crm"])).ShouldHaveSingleItem().ShouldStartWith("Webhooks:Endpoints:My CRM: name");
        Faults(o => o.Timeout = TimeSpan.Zero).ShouldHaveSingleItem().ShouldStartWith("Webhooks:Timeout is 00:00:00");
        Faults(o => o.LongestWait = TimeSpan.FromSeconds(1)).ShouldHaveSingleItem().ShouldStartWith("Webhooks:LongestWait");
        Faults(o => o.Keep = TimeSpan.FromHours(2)).ShouldHaveSingleItem().ShouldStartWith("Webhooks:Keep");
        Faults(o => o.Concurrency = 0).ShouldHaveSingleItem().ShouldStartWith("Webhooks:Concurrency is 0");
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:7f00:1::", false)]
    public void Contain_Address_TellsThePublicInternetFromTheRest(string address, bool isPublic) =>
        PublicAddresses.Contain(System.Net.IPAddress.Parse(address)).ShouldBe(isPublic);

    private static IEnumerable<string> Faults(Action<WebhookOptions> change)
    {
        var options = new WebhookOptions();
        options.Endpoints.Add("crm", new() { Url = "https://crm.example/hook", Secrets = [WebhookReceiver.Secret] });
        change(options);
        return new WebhookOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
