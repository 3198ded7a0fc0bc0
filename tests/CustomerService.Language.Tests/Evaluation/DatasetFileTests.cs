using CsCheck;
using CustomerService.Language.Evaluation;

namespace CustomerService.Language.Tests.Evaluation;

public sealed class DatasetFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("language-dataset");

    [Theory]
    [InlineData("a.tsv", "# a comment\nuser_id\tquery\tsentiment\tproduct_type\tintent\nu1\t有货吗\t0\tphone\tstock\n", 3)]
    [InlineData("a.csv", "\uFEFFUser_Id,Query,Sentiment,Product_Type,Intent\r\nu1,\"有货吗\",0,phone,stock\r\n", 2)]
    [InlineData("a.jsonl", "{\"user_id\":\"u1\",\"query\":\"有货吗\",\"sentiment\":0,\"product_type\":\"phone\",\"intent\":\"stock\"}", 1)]
    public void Load_AnyFormat_GivesTheSameRow(string name, string content, int line)
    {
        var set = Load(name, content);
        set.Problems.ShouldBeEmpty();
        set.Rows.ShouldBe([new LabelledText(line, "有货吗", "stock", 0, "phone", "u1")]);
    }

    [Theory]
    [InlineData("有货吗\tstok\t0", "a.tsv(2): intent: 'stok' is no intent: write one of greeting, ")]
    [InlineData("有货吗\tstock\t2", "a.tsv(2): sentiment: '2' is none: write -1, 0 or 1.")]
    [InlineData("\tstock\t0", "a.tsv(2): text: is missing")]
    [InlineData("有货吗\t\t", "a.tsv(2): intent: no label at all")]
    [InlineData("有货\t吗\tstock\t0", "a.tsv(2): 4 cells, but the header has 3")]
    public void Load_WrongRow_IsNamedAndTheRestRead(string row, string expected)
    {
        var set = Load("a.tsv", $"text\tintent\tsentiment\n{row}\n在吗\tgreeting\t0\n");
        set.Problems.Single().ToString().ShouldStartWith(expected);
        set.Rows.Single().Text.ShouldBe("在吗");
    }

    [Theory]
    [InlineData("a.jsonl", "{\"text\":\"有货吗\"\n{\"text\":\"在吗\",\"intent\":\"greeting\"}", "a.jsonl(1): is no JSON")]
    [InlineData("a.jsonl", "[1]\n{\"text\":\"在吗\",\"intent\":\"greeting\"}", "a.jsonl(1): is no object")]
    [InlineData("a.csv", "text,intent\n\"有\"货吗,stock\n在吗,greeting\n", "a.csv(2): quotes do not match")]
    public void Load_RowThatCannotBeTakenApart_IsNamed(string name, string content, string expected)
    {
        var set = Load(name, content);
        set.Problems.Single().ToString().ShouldStartWith(expected);
        set.Rows.Single().Text.ShouldBe("在吗");
    }

    [Theory]
    [InlineData("nowhere.tsv", "cannot be read")]
    [InlineData("nowhere.xls", "must end in .tsv, .csv or .jsonl")]
    public void Load_NoDataset_SaysWhatToGive(string name, string expected) =>
        Should.Throw<DatasetException>(() => DatasetFile.Load(Path.Combine(folder.FullName, name))).Message.ShouldContain(expected);

    [Theory]
    [InlineData("b.csv")]
    [InlineData("b.jsonl")]
    public void Save_AnyText_ComesBackTheSame(string name) => Gen.Char["\",\n\\好a |"].Array[0, 12].Sample(
        middle =>
        {
            var path = Path.Combine(folder.FullName, name);
            LabelledText[] rows = [new(0, $"有{new string(middle)}吗", "stock", -1, null, null), new(0, "在吗", "greeting", null, "phone", "u")];
            DatasetFile.Save(path, rows);
            DatasetFile.Load(path).Rows.Select(r => r with { Line = 0 }).ShouldBe(rows);
        }, iter: 200, threads: 1);

    [Fact]
    public void Save_Tabs_BecomeBlanksInTsv()
    {
        var path = Path.Combine(folder.FullName, "c.tsv");
        DatasetFile.Save(path, [new LabelledText(1, "有\t货\n吗", "stock", 1, null, null)]);
        DatasetFile.Load(path).Rows.Single().Text.ShouldBe("有 货 吗");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Dataset Load(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return DatasetFile.Load(path);
    }
}
