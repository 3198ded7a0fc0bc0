namespace CustomerService.Gateway.Messages;

/// <summary>A shopper's message. Members that are not known are ignored.</summary>
public sealed record MessageRequest
{
    /// <summary>The shop; the default tenant where left out.</summary>
    public string? Tenant { get; init; }

    /// <summary>Where the shopper writes from: web, app, miniprogram; web where left out.</summary>
    public string? Channel { get; init; }

    /// <summary>The channel's id of the shopper. It is replaced by a pseudonym before anything is stored.</summary>
    public string? User { get; init; }

    /// <summary>The channel's id of the message; sending it again gives the same answer and no second turn.</summary>
    public string? MessageId { get; init; }

    /// <summary>What the shopper wrote; may be left out beside media. Personal data is masked before it is stored.</summary>
    public string? Text { get; init; }

    /// <summary>Pictures, voice and files.</summary>
    public IReadOnlyList<MediaRequest?>? Media { get; init; }

    /// <summary>The id of the product page that the shopper stands on.</summary>
    public string? Page { get; init; }

    /// <summary>Who the shopper is to the shop, proven by the shop's server; orders are told by it.</summary>
    public MemberRequest? Member { get; init; }
}

/// <summary>A picture, voice or file.</summary>
public sealed record MediaRequest
{
    /// <summary>image, voice, video, file or link.</summary>
    public string? Kind { get; init; }

    /// <summary>Where it lies: an http or https address, or a path of this host.</summary>
    public string? Url { get; init; }
}

/// <summary>A member of the shop.</summary>
public sealed record MemberRequest
{
    /// <summary>The shop's id of the member.</summary>
    public string? Id { get; init; }

    /// <summary>HMAC-SHA256 of the id with the secret that shop and gateway share, in hex.</summary>
    public string? Proof { get; init; }
}

/// <summary>The message is on disk and will be answered.</summary>
public sealed record MessageAccepted
{
    /// <summary>The conversation's id, for <c>/api/v1/conversations/{id}/events</c>.</summary>
    public required string Conversation { get; init; }

    /// <summary>The message's place in the conversation, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Whole seconds until the answer may be expected; left out where it comes at once.</summary>
    public int? ExpectedWait { get; init; }
}
