namespace CustomerService.Gateway.Messages;

/// <summary>Lengths of what a caller sends, in Unicode code points, stated in the OpenAPI document.</summary>
internal static class Limits
{
    public const int User = 256;
    public const int MessageId = 128;
    public const int Page = 128;
    public const int Member = 128;
    public const int Proof = 64;
    public const int Media = 10;
    public const int Url = 2_048;
    public const int WaitSeconds = 25;
    public const int EventsPerPage = 500;
    public const int DefaultEventsPerPage = 100;

    /// <summary>Length as JSON Schema counts it.</summary>
    public static int Length(string text)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
                length--;
        }
        return length;
    }
}
