using System.Net;
using CustomerService.EndToEnd.Tests.Support;

namespace CustomerService.EndToEnd.Tests.Console;

/// <summary>The dashboard of Orleans stands behind the console's login (at a gateway of a cluster: <c>GatewayDashboardTests</c>).</summary>
public sealed class DashboardTests
{
    [Fact]
    public async Task Dashboard_Standalone_IsForOperatorsAlone()
    {
        await using var shop = await ShopHost.Run(DashboardWalk.Settings);

        await DashboardWalk.IsForOperatorsAlone(shop, silos: 1);
    }

    [Fact]
    public async Task Dashboard_NotTurnedOn_IsNotThere()
    {
        await using var shop = await ShopHost.Run(DashboardWalk.LoginSetting);
        var admin = await DashboardWalk.LogIn(shop.Http);

        using var answer = await admin.Call("GET", DashboardWalk.Path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
