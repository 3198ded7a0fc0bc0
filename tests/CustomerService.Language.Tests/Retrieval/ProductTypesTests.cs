using CustomerService.Core.Commerce;
using CustomerService.Language.Retrieval;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerService.Language.Tests.Retrieval;

public sealed class ProductTypesTests
{
    private readonly Shop shop = new() { Catalogue = With("phone", "手机", "智能手机") };
    private readonly FakeReader reader = new();
    private readonly ProductTypes types;

    public ProductTypesTests() =>
        types = new ProductTypes(shop, reader.Embeddings, TimeProvider.System, NullLogger<ProductTypes>.Instance);

    [Theory]
    [InlineData("手机", "phone")]
    [InlineData("智能手机", "phone")]
    [InlineData("有货吗", null)]
    public async Task Resolve_NamesKnown_GivesTheNearestOrNone(string text, string? expected)
    {
        await Prepare();
        Resolve(text).ShouldBe(expected);
    }

    [Fact]
    public async Task Resolve_FirstTime_GivesNoneAndBuildsBehind()
    {
        reader.Hold = new TaskCompletionSource();
        Resolve("手机").ShouldBeNull();
        Resolve("手机").ShouldBeNull();
        reader.Hold.SetResult();
        await Prepare();
        Resolve("手机").ShouldBe("phone");
        reader.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Resolve_NewCatalogue_IsFollowedAndUntilThenTheOldOneAnswers()
    {
        await Prepare();
        shop.Catalogue = With("cellphone", "手机");
        reader.Hold = new TaskCompletionSource();
        Resolve("手机").ShouldBe("phone");
        reader.Hold.SetResult();
        await Prepare();
        Resolve("手机").ShouldBe("cellphone");
    }

    [Fact]
    public async Task Resolve_BuildingFailed_IsTriedAgain()
    {
        reader.Failure = new InvalidOperationException("broken");
        Resolve("手机").ShouldBeNull();
        reader.Failure = null;
        await Prepare();
        Resolve("手机").ShouldBe("phone");
    }

    [Fact]
    public async Task Resolve_EmptyCatalogue_GivesNone()
    {
        shop.Catalogue = Catalogue.Empty;
        await Prepare();
        Resolve("手机").ShouldBeNull();
    }

    private static Catalogue With(string id, string name, params string[] aliases) =>
        new([new Category(id, null, name, aliases, null, null)], [], []);

    private Task Prepare() => types.Prepare("t", TestContext.Current.CancellationToken);

    private string? Resolve(string text) => types.Resolve("t", new(FakeReader.Embed(text)));
}
