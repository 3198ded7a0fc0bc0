using System.Text;

namespace CustomerService.Gateway.Tests.Fuzz;

/// <summary>Spoils things, the same way for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Tokens =
    [
        "null", "true", "0", "-1", "1e999", "99999999999999999999", "[]", "{}", "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
        "\"\"", "\" \"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\u0000\"", "\"\\u202e\"", "\"𠮷😀\"", "\"\\x\"", "'a'", "NaN", "//", ",", ":",
        "\"user\"", "\"text\":1", "{\"user\":{\"user\":{}}}", "\"wechat\"", "\"../../etc/passwd\"", "\"' OR 1=1 --\"",
    ];

    private static readonly string[] Odd =
    [
        "", " ", "-1", "0", "1", "2", "500", "501", "26", "999999999999999999999", "0x10", "1e3", "NaN", "１", "null", "%", "%00",
        "%ff", "%ed%a0%80", "%2e%2e%2f", "..", "a b", "<script>", "{id}", "default.web.x", "default.web.", "...", "é", "中文",
        "a=b&c", "'", "\"", "\\", "\t", ";", "*",
    ];

    private readonly Random _random = new(seed);

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public string Oddity() => Chance(4) ? Noise(_random.Next(1, 40)) : Pick(Odd);

    /// <summary>Characters from everywhere, lone surrogates and controls among them.</summary>
    public string Noise(int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
            text.Append(Chance(3) ? (char)_random.Next(0x20) : (char)_random.Next(0x10000));
        return text.ToString();
    }

    /// <summary>A body with one to five faults.</summary>
    public byte[] Spoil(string body)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(body));
        for (var faults = _random.Next(1, 6); faults > 0; faults--)
        {
            var at = _random.Next(bytes.Count + 1);
            switch (_random.Next(7))
            {
                case 0:
                    if (at < bytes.Count)
                        bytes[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    bytes.Insert(at, (byte)_random.Next(256));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(_random.Next(8), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(40), bytes.Count - at)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Tokens)));
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>A body whose syntax is sound and whose values are not.</summary>
    public string Misshape(string body)
    {
        var parts = body.Split(':');
        var at = _random.Next(1, parts.Length);
        var rest = parts[at].IndexOfAny([',', '}', ']']);
        parts[at] = Pick(Tokens) + (rest < 0 ? "" : parts[at][rest..]);
        return string.Join(':', parts);
    }
}
