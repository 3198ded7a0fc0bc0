using CustomerService.Gateway.Messages;
using CustomerService.Gateway.OpenApi;

namespace CustomerService.Gateway.Events;

/// <summary>The query of <c>events</c>, as the OpenAPI document states it.</summary>
internal static class EventParameters
{
    public static IReadOnlyList<ParameterNote> All { get; } =
    [
        ParameterNote.Number("after", "The last sequence that the caller has.", 0, null, 0),
        ParameterNote.Number("wait", "Seconds that an empty answer may wait for an event.", 0, Limits.WaitSeconds, 0),
        ParameterNote.Number(
            "limit", "Most events of one answer.", 1, Limits.EventsPerPage, Limits.DefaultEventsPerPage),
        ParameterNote.Number(
            EventQuery.LastEventId, "Of an event stream: takes the place of after.", 0, null, null) with { InHeader = true },
    ];
}
