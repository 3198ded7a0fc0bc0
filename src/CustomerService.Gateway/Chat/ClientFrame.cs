using CustomerService.Gateway.Messages;

namespace CustomerService.Gateway.Chat;

/// <summary>What a client sends over <c>/ws/chat</c>.</summary>
public sealed record ClientFrame
{
    /// <summary>message, typing (the shopper writes; nothing is answered), or ping where a page cannot ping by itself.</summary>
    public string? Type { get; init; }

    /// <summary>As in <see cref="MessageRequest.MessageId"/>.</summary>
    public string? MessageId { get; init; }

    /// <summary>As in <see cref="MessageRequest.Text"/>.</summary>
    public string? Text { get; init; }

    /// <summary>As in <see cref="MessageRequest.Media"/>.</summary>
    public IReadOnlyList<MediaRequest?>? Media { get; init; }

    /// <summary>As in <see cref="MessageRequest.Page"/>; the page of the connection where left out.</summary>
    public string? Page { get; init; }
}
