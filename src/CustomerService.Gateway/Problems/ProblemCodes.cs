namespace CustomerService.Gateway.Problems;

/// <summary>The stable codes of problems; each has its status and its texts in <c>problems.json</c>.</summary>
internal static class ProblemCodes
{
    public const string BadRequest = "bad_request";
    public const string MalformedJson = "malformed_json";
    public const string TooDeep = "too_deep";
    public const string DuplicateMember = "duplicate_member";
    public const string WrongType = "wrong_type";
    public const string InvalidUnicode = "invalid_unicode";
    public const string MissingField = "missing_field";
    public const string EmptyMessage = "empty_message";
    public const string TooLong = "too_long";
    public const string TooMany = "too_many";
    public const string ControlCharacter = "control_character";
    public const string InvalidValue = "invalid_value";
    public const string UnknownTenant = "unknown_tenant";
    public const string UnknownChannel = "unknown_channel";
    public const string OperatorKey = "operator_key";
    public const string MemberProof = "member_proof";
    public const string OriginNotAllowed = "origin_not_allowed";
    public const string NotFound = "not_found";
    public const string ConversationNotFound = "conversation_not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string RequestTimeout = "request_timeout";
    public const string BodyTooLarge = "body_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string WebSocketExpected = "websocket_expected";
    public const string RateLimited = "rate_limited";
    public const string Busy = "busy";
    public const string Internal = "internal";
    public const string InboxUnavailable = "inbox_unavailable";
    public const string ClusterUnavailable = "cluster_unavailable";
    public const string UnderstandingUnavailable = "understanding_unavailable";
    public const string TooManyConnections = "too_many_connections";
    public const string ConsoleLogin = "console_login";
    public const string LoginFailed = "login_failed";
    public const string LoginLocked = "login_locked";
    public const string ConsoleGuard = "console_guard";
    public const string ConsoleForbidden = "console_forbidden";
    public const string TicketNotFound = "ticket_not_found";
    public const string DeskRefused = "desk_refused";
    public const string AccountExists = "account_exists";
    public const string ExternalAccount = "external_account";
    public const string LocalLoginOff = "local_login_off";
    public const string OidcFailed = "oidc_failed";
    public const string OidcUnavailable = "oidc_unavailable";
    public const string OidcNoRole = "oidc_no_role";
    public const string OidcNoTenant = "oidc_no_tenant";
    public const string OidcDisabled = "oidc_disabled";

    /// <summary>The code of an answer that only has a status, such as one of routing.</summary>
    public static string OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => OperatorKey,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => RequestTimeout,
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => RateLimited,
        >= 500 => Internal,
        _ => BadRequest,
    };
}
