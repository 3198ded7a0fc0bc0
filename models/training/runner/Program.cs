using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

// run MODEL IDS OUT BATCH   writes the three outputs of every line of token ids as float32 files
// features MODEL IDS OUT NAME…   writes outputs of every token, one line at a time
// time MODEL TOKENS BATCH SECONDS   prints sequences per second
using var options = new SessionOptions { IntraOpNumThreads = 2, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
using var session = new InferenceSession(args[1], options);
string[] outputs = args[0] == "features" ? args[4..] : ["intent_logits", "sentiment_logits", "embedding"];

switch (args[0])
{
    case "run":
        Run(File.ReadLines(args[2]).Select(Parse).ToArray(), args[3], int.Parse(args[4], CultureInfo.InvariantCulture));
        break;
    case "features":
        Run(File.ReadLines(args[2]).Select(Parse).ToArray(), args[3], batch: 1);
        break;
    case "time":
        Time(int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture), double.Parse(args[4], CultureInfo.InvariantCulture));
        break;
    default:
        throw new ArgumentException($"unknown command {args[0]}");
}

static long[] Parse(string line) => [.. line.Split(' ').Select(id => long.Parse(id, CultureInfo.InvariantCulture))];

float[][] Infer(long[][] rows)
{
    var width = rows.Max(row => row.Length);
    int[] shape = [rows.Length, width];
    var ids = new DenseTensor<long>(shape);
    var mask = new DenseTensor<long>(shape);
    var types = new DenseTensor<long>(shape);
    for (var row = 0; row < rows.Length; row++)
    {
        for (var place = 0; place < rows[row].Length; place++)
        {
            ids[row, place] = rows[row][place];
            mask[row, place] = 1;
        }
    }

    using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("input_ids", ids),
            NamedOnnxValue.CreateFromTensor("attention_mask", mask),
            NamedOnnxValue.CreateFromTensor("token_type_ids", types),
        ],
        outputs);
    return [.. results.Select(result => result.AsTensor<float>().ToArray())];
}

void Run(long[][] rows, string folder, int batch)
{
    Directory.CreateDirectory(folder);
    var files = outputs.Select(name => new BinaryWriter(File.Create(Path.Combine(folder, name + ".f32")))).ToArray();
    foreach (var part in rows.Chunk(batch))
    {
        var values = Infer(part);
        for (var output = 0; output < files.Length; output++)
        {
            foreach (var value in values[output])
            {
                files[output].Write(value);
            }
        }
    }

    foreach (var file in files)
    {
        file.Dispose();
    }
}

void Time(int tokens, int batch, double seconds)
{
    var random = new Random(1);
    var rows = Enumerable.Range(0, batch)
        .Select(_ => Enumerable.Range(0, tokens).Select(_ => (long)random.Next(672, 7992)).ToArray()).ToArray();
    for (var warm = 0; warm < 5; warm++)
    {
        Infer(rows);
    }

    var (clock, done) = (Stopwatch.StartNew(), 0);
    while (clock.Elapsed.TotalSeconds < seconds)
    {
        Infer(rows);
        done += batch;
    }

    Console.WriteLine((done / clock.Elapsed.TotalSeconds).ToString("F1", CultureInfo.InvariantCulture));
}
