using System.Text;
using CustomerService.Contracts.Conversations;
using CustomerService.Core.Privacy;

namespace CustomerService.Core.Tests.Privacy;

public sealed class ShopperPseudonymTests
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("a key for tests only");

    [Fact]
    public void Create_SameShopper_IsSame() =>
        ShopperPseudonym.Create(Key, "demo", "web", "用户1").ShouldBe(ShopperPseudonym.Create(Key, "demo", "web", "用户1"));

    [Fact]
    public void Create_KnownInput_MatchesTheDocumentedFormula() =>
        // python3: base64.b32encode(hmac.new(key, b"demo|web|u-1", "sha256").digest()[:20]).lower()
        ShopperPseudonym.Create(Key, "demo", "web", "u-1").ShouldBe("5gbykvkwxigjgxfbxjxfzr4o77tc3zxx");

    [Theory]
    [InlineData("demo", "web", "u-2")]
    [InlineData("demo", "app", "u-1")]
    [InlineData("other", "web", "u-1")]
    [InlineData("demo", "web", "U-1")]
    public void Create_OtherShopperChannelOrTenant_Differs(string tenant, string channel, string user) =>
        ShopperPseudonym.Create(Key, tenant, channel, user).ShouldNotBe(ShopperPseudonym.Create(Key, "demo", "web", "u-1"));

    [Fact]
    public void Create_OtherKey_Differs() =>
        ShopperPseudonym.Create([.. Key, 1], "demo", "web", "u-1").ShouldNotBe(ShopperPseudonym.Create(Key, "demo", "web", "u-1"));

    [Fact]
    public void Create_AnyUser_NamesAConversation()
    {
        var pseudonym = ShopperPseudonym.Create(Key, "demo", "web", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M.用户 😀");
        pseudonym.Length.ShouldBe(ShopperPseudonym.Length);
        ConversationId.TryParse($"demo.web.{pseudonym}", out _).ShouldBeTrue();
    }

    [Fact]
    public void Create_BadArguments_Throws()
    {
        Should.Throw<ArgumentException>(() => ShopperPseudonym.Create([1, 2, 3], "demo", "web", "u-1"));
        Should.Throw<ArgumentException>(() => ShopperPseudonym.Create(Key, "de|mo", "web", "u-1"));
        Should.Throw<ArgumentException>(() => ShopperPseudonym.Create(Key, "demo", "", "u-1"));
        Should.Throw<ArgumentException>(() => ShopperPseudonym.Create(Key, "demo", "web", ""));
    }
}
