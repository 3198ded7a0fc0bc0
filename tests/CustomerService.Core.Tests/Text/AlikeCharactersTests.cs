using CustomerService.Core.Text;

namespace CustomerService.Core.Tests.Text;

public sealed class AlikeCharactersTests
{
    [Theory]
    [InlineData('红', '工')]
    [InlineData('护', '户')]
    [InlineData('境', '镜')]
    [InlineData('青', '清')]
    [InlineData('粉', '份')]
    [InlineData('煲', '包')]
    [InlineData('静', '进')]
    [InlineData('长', '常')]
    [InlineData('长', '涨')]
    public void Are_SameSoundOrPart_AreAlike(char one, char other)
    {
        AlikeCharacters.Are(one, other).ShouldBeTrue();
        AlikeCharacters.Are(other, one).ShouldBeTrue();
    }

    [Theory]
    [InlineData('护', '亲')]
    [InlineData('红', '罩')]
    [InlineData('奶', '妈')]
    [InlineData('红', '绿')]
    [InlineData('长', '短')]
    [InlineData('红', '红')]
    [InlineData('a', 'b')]
    [InlineData('红', '1')]
    public void Are_OtherCharacters_AreNot(char one, char other) => AlikeCharacters.Are(one, other).ShouldBeFalse();
}
