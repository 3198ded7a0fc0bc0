using CustomerService.Contracts.Understanding;
using CustomerService.Language.Model;

namespace CustomerService.Language.Tests.Model;

/// <summary>The shipped head behind ONNX Runtime.</summary>
public sealed class SlotHeadTests
{
    private static readonly string[] Texts = ["破壁机1.75升那个还有现货不", "明天能到吗", "黑色", "订单883120045671里面的锅铲少发了一个呀", "好的"];

    [Fact]
    public void Run_RowsInABatch_GiveTheSpansThatEachGivesAlone()
    {
        var located = new LocatedModel(new LanguageOptions { ModelFolder = RealModel.Folder }, "/");
        using var session = located.Session();
        var tokenizer = located.Tokenizer();
        int[][] rows = [.. Texts.Select(tokenizer.Encode)];
        var together = session.Run(rows);
        for (var i = 0; i < rows.Length; i++)
            Shown(together[i]).ShouldBe(Shown(session.Run([rows[i]])[0]), Texts[i]);
        Shown(together[1]).ShouldBe("date 1+2");
        Shown(together[2]).ShouldBe("colour 1+2");
    }

    private static string Shown(Reading reading) => string.Join(", ", reading.Spans!.Select(s => $"{s.Slot} {s.Start}+{s.Length}"));
}
