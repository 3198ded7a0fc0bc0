using System.Text;

namespace CustomerService.Core.Conversations;

/// <summary>The share of the inbox that a conversation belongs to; the unit in which silos part the redelivery.</summary>
public static class InboxPartition
{
    /// <summary>Partitions; fixed, as rows carry theirs. Enough for some tens of silos to get even shares.</summary>
    public const int Count = 64;

    /// <summary>0 to <see cref="Count"/>-1, the same for ever: FNV-1a (RFC 9923) of the id in UTF-8, folded.</summary>
    public static int Of(string conversation)
    {
        var hash = 2166136261u;
        foreach (var octet in Encoding.UTF8.GetBytes(conversation))
            hash = unchecked((hash ^ octet) * 16777619u);
        return (int)((hash ^ (hash >> 16)) % Count);
    }
}
