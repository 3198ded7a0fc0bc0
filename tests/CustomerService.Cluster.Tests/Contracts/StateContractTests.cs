using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerService.Core.Conversations;
using CustomerService.Core.Desk;
using CustomerService.Core.Dialogue;
using CustomerService.Grains;
using CustomerService.Grains.Desk;
using CustomerService.Grains.Profiles;

namespace CustomerService.Cluster.Tests.Contracts;

public sealed class StateContractTests
{
    private static readonly StateSerializer Serializer = new();

    private static readonly JsonSerializerOptions Readable = new(StateSerializer.Options) { WriteIndented = true };

    public static TheoryData<string> States => ["conversation", "profile", "desk-tickets", "desk-seats"];

    [Theory, MemberData(nameof(States))]
    public void Serialize_FilledState_IsAsApproved(string state)
    {
        var json = JsonNode.Parse(Write(state))!.ToJsonString(Readable);

        Approved.ShouldMatch(json, $"{state}.approved.json");
    }

    [Theory, MemberData(nameof(States))]
    public void Deserialize_ApprovedState_LosesNothing(string state)
    {
        var approved = new BinaryData(Approved.Read($"{state}.approved.json"));

        Rewrite(state, approved).ShouldBe(Write(state));
    }

    [Fact]
    public void FilledStates_EveryProperty_IsSet()
    {
        Unset(FilledStates.Conversation).ShouldBeEmpty();
        Unset(FilledStates.Conversation.Dialogue).ShouldBeEmpty();
        Unset(FilledStates.Conversation.Turns[0]).ShouldBeEmpty();
        Unset(FilledStates.Profile.Observations[0]).ShouldBeEmpty();
        Unset(FilledStates.Tickets.Items.Values.Single()).ShouldBeEmpty();
        Unset(FilledStates.Tickets.Items.Values.Single().Request).ShouldBeEmpty();
        Unset(FilledStates.Tickets.Items.Values.Single().Outbox[1].Record!).ShouldBeEmpty();
        Unset(FilledStates.Seats.Items.Values.Single()).ShouldBeEmpty();
        Unset(FilledStates.Conversation.Outbox[2].Effect.Desk!).ShouldBeEmpty();
        FilledStates.Conversation.Window.Select(Unset).Aggregate((a, b) => [.. a.Intersect(b)]).ShouldBeEmpty();
    }

    [Fact]
    public void Deserialize_ConversationOfOtherVersions_KeepsWhatItKnows()
    {
        var state = Serializer.Deserialize<ConversationState>(new BinaryData(Approved.Read("conversation.older.json")));

        (state.Handled, state.Sequence).ShouldBe((3, 5));
        state.Window.ShouldHaveSingleItem().Text.ShouldBe("有货。");
        state.Dialogue.Slot("colour").ShouldBe("黑色");
        state.Dialogue.Talked.ShouldBeEmpty();
        state.Dialogue.ProvenOrders.ShouldBeEmpty();
        state.Turns.ShouldHaveSingleItem().Facts.ShouldBeEmpty();
        state.Outbox.ShouldHaveSingleItem().Effect.Handover!.Slots.ShouldBeEmpty();
    }

    [Fact]
    public void Deserialize_EmptyObject_IsAStateThatHasNotBegun()
    {
        var empty = new BinaryData("{}");

        var conversation = Serializer.Deserialize<ConversationState>(empty);
        conversation.Dialogue.ShouldBe(DialogueState.Empty);
        conversation.Window.ShouldBeEmpty();
        conversation.Outbox.ShouldBeEmpty();
        conversation.Turns.ShouldBeEmpty();
        Serializer.Deserialize<ProfileState>(empty).Observations.ShouldBeEmpty();
        Serializer.Deserialize<DeskPage<Ticket>>(empty).Items.ShouldBeEmpty();
        Serializer.Deserialize<DeskPage<AgentSeat>>(empty).Items.ShouldBeEmpty();
    }

    [Fact]
    public void Deserialize_ProfileAndDeskOfOtherVersions_KeepWhatTheyKnow()
    {
        var profile = Serializer.Deserialize<ProfileState>(new BinaryData(Approved.Read("profile.older.json")));
        var desk = Serializer.Deserialize<DeskPage<Ticket>>(new BinaryData(Approved.Read("desk-tickets.older.json")));

        profile.Observations.ShouldHaveSingleItem().Categories.ShouldBe(["formula"]);
        desk.Items["default.web.anna"].ShouldSatisfyAllConditions(
            t => t.Request.Reason.ShouldBe("asked"), t => t.State.ShouldBe(TicketState.Waiting), t => t.Outbox.ShouldBeEmpty());
    }

    /// <summary>All states as they are stored.</summary>
    internal static IReadOnlyDictionary<string, string> Written() => States.ToDictionary(s => s.Data, s => Write(s.Data), StringComparer.Ordinal);

    private static string Write(string state) => state switch
    {
        "conversation" => Serializer.Serialize(FilledStates.Conversation).ToString(),
        "profile" => Serializer.Serialize(FilledStates.Profile).ToString(),
        "desk-tickets" => Serializer.Serialize(FilledStates.Tickets).ToString(),
        _ => Serializer.Serialize(FilledStates.Seats).ToString(),
    };

    internal static string Rewrite(string state, BinaryData json) => state switch
    {
        "conversation" => Serializer.Serialize(Serializer.Deserialize<ConversationState>(json)).ToString(),
        "profile" => Serializer.Serialize(Serializer.Deserialize<ProfileState>(json)).ToString(),
        "desk-tickets" => Serializer.Serialize(Serializer.Deserialize<DeskPage<Ticket>>(json)).ToString(),
        _ => Serializer.Serialize(Serializer.Deserialize<DeskPage<AgentSeat>>(json)).ToString(),
    };

    // A property that the filled state leaves at its default would not be in the snapshot, or not be seen to be lost.
    private static string[] Unset(object state) => [.. state.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetValue(state) switch
        {
            null or 0 or 0L or 0d or "" => true,
            IEnumerable many => !many.Cast<object>().Any(),
            _ => false,
        })
        .Select(p => p.Name)];
}
