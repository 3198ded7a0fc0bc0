using System.Text.RegularExpressions;

namespace CustomerService.Core.Dialogue.Facts;

/// <summary>Whether the shopper wants recommendations by profile switched. Its words stand in flows/account.yaml and flows/recommendation.yaml.</summary>
public sealed partial class PersonalisationFact : IFactProvider
{
    /// <inheritdoc/>
    public FactKind Kind { get; } = new("personalisation", [], new FactOutcome("ask_off"), new FactOutcome("ask_on")) { ReadsText = true };

    /// <inheritdoc/>
    public ValueTask<Fact> Get(FactQuery query, FactContext context, CancellationToken cancellationToken)
    {
        var text = context.Segment(query).Text;
        var outcome = !About().IsMatch(text) ? Fact.None : On().IsMatch(text) && !Off().IsMatch(text) ? "ask_on" : "ask_off";
        return ValueTask.FromResult(new Fact(Kind.Name, outcome));
    }

    [GeneratedRegex("个性化|猜你喜欢|(根据|按|参考|用)我的.{0,6}(推荐|推送)|(分析|收集|记录)我的(喜好|浏览|偏好)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex About();

    [GeneratedRegex("开启|打开|恢复|重新开", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex On();

    [GeneratedRegex("关|不要|别|停|取消|拒绝|不想|不同意", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Off();
}
