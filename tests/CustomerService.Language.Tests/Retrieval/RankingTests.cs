using CsCheck;
using CustomerService.Language.Retrieval;

namespace CustomerService.Language.Tests.Retrieval;

public sealed class RankingTests
{
    [Fact]
    public void Best_ScoresNearlyRight_AreTheRightOnes() =>
        Gen.Select(Gen.Float[-1, 1].Array[1, 50], Gen.Float[-0.1f, 0.1f].Array[50], Gen.Int[1, 5]).Sample(drawn =>
        {
            var (right, off, limit) = drawn;
            float[] near = [.. right.Zip(off, (r, o) => r + o)];
            var best = Ranking.Best(near, 0.1001f, limit, i => right[i]).Select(b => b.Score);
            return best.SequenceEqual(right.OrderDescending().Take(limit));
        });

    [Fact]
    public void Best_ClearWinner_IsTheOnlyOneLookedAt()
    {
        List<int> asked = [];
        Ranking.Best([0.1f, 0.9f, 0.2f], 0.05f, 1, i => { asked.Add(i); return 0.88f; }).ShouldBe([(1, 0.88f)]);
        asked.ShouldBe([1]);
    }

    [Fact]
    public void Best_ManyScoresWithTies_AreThoseOfAPlainSort() =>
        Gen.Select(Gen.Int[0, 60].Array[0, 3000], Gen.Int[1, 40]).Sample(drawn =>
        {
            var (points, limit) = drawn;
            float[] scores = [.. points.Select(p => p / 60f)];
            return Ranking.Best(scores, 0, limit, i => scores[i]).SequenceEqual(
                scores.Select((score, index) => (index, score)).OrderByDescending(s => s.score).ThenBy(s => s.index).Take(limit));
        }, iter: 200);

    [Fact]
    public void Best_OfNone_IsNone() => Ranking.Best([], 0.1f, 3, _ => 1).ShouldBeEmpty();
}
