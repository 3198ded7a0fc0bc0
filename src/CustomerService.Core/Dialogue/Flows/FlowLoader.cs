using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Core.Dialogue.Facts;
using CustomerService.Core.Slots;
using YamlDotNet.RepresentationModel;

namespace CustomerService.Core.Dialogue.Flows;

/// <summary>Reads flow files (<c>*.yaml</c>) and checks them whole: a file with one mistake is not used.</summary>
public sealed class FlowLoader(IEnumerable<FactKind> kinds)
{
    /// <summary>Values that every template may show: all slots, and these.</summary>
    public static IReadOnlyList<string> EngineValues { get; } = ["question", "position", "minutes", "agent", "coupon", "condition", "until", "code"];

    private static readonly string[] HandoverReasons = ["asked", "high_risk", "not_understood", "anger", "vip", "tool_failure", "keyword", "flow"];
    private readonly Dictionary<string, FactKind> _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    /// <summary>Loads files, given as name and text.</summary>
    /// <exception cref="FlowException">Something is wrong in at least one of them.</exception>
    public FlowBook Load(IEnumerable<(string File, string Text)> files)
    {
        var load = new Loading(_kinds);
        foreach (var (file, text) in files)
            load.File(file, text);
        return load.Finish();
    }

    private sealed class Loading(Dictionary<string, FactKind> kinds)
    {
        private readonly List<FlowProblem> _problems = [];
        private readonly List<Flow> _flows = [];
        private readonly Dictionary<string, string> _flowFiles = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _intentFlows = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Answer> _common = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Regex> _phrases = new(StringComparer.Ordinal);
        private HandoverRules _handover = new();
        private YamlReader _yaml = null!;
        private string _file = "";

        public void File(string file, string text)
        {
            _file = file;
            _yaml = new YamlReader(file, _problems);
            if (_yaml.Root(text) is not { } root)
                return;
            if (root.Children.ContainsKey(new YamlScalarNode("flow")))
                Flow(root);
            else
                Common(root);
        }

        public FlowBook Finish()
        {
            foreach (var name in CommonAnswers.All.Where(n => !_common.ContainsKey(n)))
                _problems.Add(new("common.yaml", 1, $"The answer '{name}' is missing; add it under 'answers:'."));
            foreach (var name in PhraseNames.All.Where(n => !_phrases.ContainsKey(n)))
                _problems.Add(new("common.yaml", 1, $"The phrases '{name}' are missing; add a list under 'phrases:'."));
            foreach (var flow in _flows)
                Covered(flow);
            return _problems.Count == 0
                ? new FlowBook(_flows, _common, _phrases, kinds, _handover)
                : throw new FlowException(_problems);
        }

        private void Flow(YamlMappingNode root)
        {
            var flow = new Flow("");
            YamlMappingNode? answers = null;
            YamlNode? otherwise = null;
            foreach (var (key, value) in _yaml.Entries(
                root, "flow", "intents", "keywords", "knowledge_first", "follow_ups", "decides", "goes_on", "slots", "facts", "answers", "otherwise", "aside"))
            {
                switch (key)
                {
                    case "flow": flow = flow with { Name = _yaml.Text(value, "flow") ?? "" }; break;
                    case "intents": flow = flow with { Intents = Intents(value, flow.Name) }; break;
                    case "keywords": flow = flow with { Keywords = [.. _yaml.Texts(value, "keywords").Select(t => t.Value)] }; break;
                    case "knowledge_first": flow = flow with { KnowledgeFirst = [.. _yaml.Texts(value, key).Select(t => t.Value)] }; break;
                    case "follow_ups": flow = flow with { FollowUps = [.. _yaml.Texts(value, key).Select(t => t.Value)] }; break;
                    case "decides": flow = flow with { Decides = AnyOf(key, value) }; break;
                    case "goes_on": flow = flow with { GoesOn = AnyOf(key, value) }; break;
                    case "slots": flow = flow with { Slots = Slots(value) }; break;
                    case "facts": flow = flow with { Facts = Facts(value) }; break;
                    case "answers": answers = _yaml.Mapping(value, "answers"); break;
                    case "otherwise": otherwise = value; break;
                    case "aside": flow = flow with { Aside = _yaml.Flag(value, "aside") }; break;
                }
            }
            if (!_flowFiles.TryAdd(flow.Name, _file))
                _yaml.Problem(root, $"The flow '{flow.Name}' stands in {_flowFiles[flow.Name]} already; give it another name.");
            if (answers is not null)
                flow = flow with { Answers = Answers(answers, flow) };
            if (otherwise is not null)
                flow = flow with { Otherwise = ReadAnswer(otherwise, "otherwise", flow, []) };
            else if (flow.Facts.IsEmpty)
                _yaml.Problem(root, "A flow without facts needs 'otherwise:', the answer it gives.");
            _flows.Add(flow);
        }

        private void Common(YamlMappingNode root)
        {
            foreach (var (key, value) in _yaml.Entries(root, "answers", "phrases", "handover_after"))
            {
                if (_yaml.Mapping(value, key) is not { } mapping)
                    continue;
                if (key == "handover_after")
                {
                    HandoverAfter(mapping);
                    continue;
                }
                foreach (var (name, node) in _yaml.Entries(mapping))
                {
                    if (key == "phrases")
                        Phrases(name, node);
                    else if (ReadAnswer(node, name, null, ValuesOf(name, kinds.Keys)) is { } answer && !_common.TryAdd(name, answer))
                        _yaml.Problem(node, $"The common answer '{name}' is given twice; keep one.");
                }
            }
        }

        private void HandoverAfter(YamlMappingNode mapping)
        {
            foreach (var (name, node) in _yaml.Entries(mapping, "not_understood", "negative", "unavailable"))
            {
                if (!int.TryParse(_yaml.Text(node, name), NumberStyles.None, CultureInfo.InvariantCulture, out var turns) || turns is < 1 or > 20)
                    _yaml.Problem(node, $"'{name}' must be a number of turns from 1 to 20.");
                else
                {
                    _handover = name switch
                    {
                        "not_understood" => _handover with { NotUnderstood = turns },
                        "negative" => _handover with { Negative = turns },
                        _ => _handover with { Unavailable = turns },
                    };
                }
            }
        }

        private void Phrases(string name, YamlNode node)
        {
            if (AnyOf(name, node) is { } any)
                _phrases[name] = any;
        }

        // One by one first, so that a mistake is named at its own line.
        private Regex? AnyOf(string name, YamlNode node)
        {
            string[] good = [.. _yaml.Texts(node, name).Where(p => Pattern(p.Value, p.Node) is not null).Select(p => $"(?:{p.Value})")];
            return Pattern(good.Length > 0 ? string.Join('|', good) : Never, node);
        }

        // What an empty list matches: a pattern of no words would match everything.
        private const string Never = @"[^\s\S]";

        // A shopper's text must not be able to make a pattern slow.
        private const RegexOptions Options =
            RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

        private Regex? Pattern(string pattern, YamlNode node)
        {
            try
            {
                return new Regex(pattern, Options, TimeSpan.FromSeconds(1));
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                _yaml.Problem(node, $"'{pattern}' is not a regular expression that can be used (no look-around, no back-references): {e.Message}");
                return null;
            }
        }

        private ImmutableArray<string> Intents(YamlNode node, string flow)
        {
            var intents = ImmutableArray.CreateBuilder<string>();
            foreach (var (intent, at) in _yaml.Texts(node, "intents"))
            {
                if (!Understanding.Intents.All.Contains(intent, StringComparer.Ordinal))
                    _yaml.Problem(at, $"'{intent}' is no intent; write one of: {string.Join(", ", Understanding.Intents.All)}.");
                else if (!_intentFlows.TryAdd(intent, flow))
                    _yaml.Problem(at, $"The intent '{intent}' starts the flow '{_intentFlows[intent]}' already; an intent starts one flow.");
                else
                    intents.Add(intent);
            }
            return intents.ToImmutable();
        }

        private ImmutableArray<string> Facts(YamlNode node)
        {
            var facts = ImmutableArray.CreateBuilder<string>();
            foreach (var (fact, at) in _yaml.Texts(node, "facts"))
            {
                if (!kinds.TryGetValue(fact, out var kind))
                    _yaml.Problem(at, $"'{fact}' is no kind of fact; write one of: {string.Join(", ", kinds.Keys)}.");
                else if (kind.IsAction)
                    _yaml.Problem(at, $"'{fact}' changes something: name it in an answer's 'confirm:', so that it waits for a yes.");
                else
                    facts.Add(fact);
            }
            return facts.ToImmutable();
        }

        private ImmutableArray<SlotRule> Slots(YamlNode node)
        {
            var rules = ImmutableArray.CreateBuilder<SlotRule>();
            if (_yaml.Mapping(node, "slots") is not { } mapping)
                return [];
            foreach (var (name, value) in _yaml.Entries(mapping, [.. SlotNames.All]))
            {
                if (_yaml.Mapping(value, name) is not { } rule)
                    continue;
                string? ask = null, invalid = null;
                Regex? pattern = null;
                foreach (var (key, text) in _yaml.Entries(rule, "ask", "pattern", "invalid"))
                {
                    if (key == "ask")
                        ask = _yaml.Text(text, "ask");
                    else if (key == "invalid")
                        invalid = _yaml.Text(text, "invalid");
                    else if (_yaml.Text(text, "pattern") is { } p)
                        pattern = Pattern(p, text);
                }
                if (ask is null)
                    _yaml.Problem(value, $"The slot '{name}' needs 'ask:', the question for it.");
                if (pattern is not null && invalid is null)
                    _yaml.Problem(value, $"The slot '{name}' has a pattern: say under 'invalid:' what to write instead.");
                rules.Add(new(name, ask ?? "", pattern, invalid));
            }
            return rules.ToImmutable();
        }

        private ImmutableDictionary<string, Answer> Answers(YamlMappingNode mapping, Flow flow)
        {
            var answers = ImmutableDictionary.CreateBuilder<string, Answer>(StringComparer.Ordinal);
            // An action's outcome is answered in the flow that offers it.
            var reachable = flow.Facts.Concat(ConfirmsIn(mapping)).ToArray();
            foreach (var (name, node) in _yaml.Entries(mapping))
            {
                if (ValuesOf(name, reachable) is not { } values)
                {
                    var known = reachable.Where(kinds.ContainsKey).SelectMany(k => kinds[k].Outcomes.Select(o => o.Name)).Distinct(StringComparer.Ordinal);
                    _yaml.Problem(node, $"'{name}' is no outcome of this flow's facts; write one of: {string.Join(", ", known)}, {Fact.Unavailable}.");
                    continue;
                }
                if (ReadAnswer(node, name, flow, values) is { } answer)
                    answers[name] = answer;
            }
            return answers.ToImmutable();
        }

        private static IEnumerable<string> ConfirmsIn(YamlMappingNode answers) => answers.Children.Values
            .OfType<YamlMappingNode>()
            .Select(a => a.Children.TryGetValue(new YamlScalarNode("confirm"), out var c) ? (c as YamlScalarNode)?.Value : null)
            .OfType<string>();

        private Answer? ReadAnswer(YamlNode node, string name, Flow? flow, IReadOnlyList<string>? values)
        {
            if (node is YamlScalarNode)
                return _yaml.Text(node, name) is { } text && Checked(text, node, values) ? new Answer(text) : null;
            if (_yaml.Mapping(node, name) is not { } mapping)
                return null;
            var answer = new Answer("");
            foreach (var (key, value) in _yaml.Entries(mapping, "say", "ask", "quick_replies", "confirm", "handover", "announce", "settles"))
            {
                switch (key)
                {
                    case "say" when _yaml.Text(value, "say") is { } say && Checked(say, value, values):
                        answer = answer with { Say = say };
                        break;
                    case "ask":
                        answer = answer with { Ask = Known(value, "ask", SlotNames.All) };
                        break;
                    case "quick_replies":
                        answer = answer with { QuickReplies = [.. _yaml.Texts(value, key).Select(t => t.Value)] };
                        break;
                    case "confirm":
                        answer = answer with { Confirm = Known(value, "confirm", [PendingAction.Handover, .. kinds.Values.Where(k => k.IsAction).Select(k => k.Name)]).FirstOrDefault() };
                        break;
                    case "announce":
                        answer = answer with { Announce = _yaml.Flag(value, key) };
                        break;
                    case "settles":
                        answer = answer with { Settles = _yaml.Flag(value, key) };
                        break;
                    case "handover":
                        answer = answer with { Handover = Known(value, "handover", HandoverReasons).FirstOrDefault() };
                        break;
                }
            }
            if (answer.Say.Length == 0)
                _yaml.Problem(node, $"The answer '{name}' needs 'say:', what the shopper reads.");
            if (flow is null && answer.Confirm is not null and not PendingAction.Handover)
                _yaml.Problem(node, $"A common answer can only offer a hand-over; move '{name}' into the flow that it belongs to.");
            return answer;
        }

        private ImmutableArray<string> Known(YamlNode node, string what, IReadOnlyList<string> known)
        {
            var names = ImmutableArray.CreateBuilder<string>();
            foreach (var (name, at) in _yaml.Texts(node, what))
            {
                if (known.Contains(name, StringComparer.Ordinal))
                    names.Add(name);
                else
                    _yaml.Problem(at, $"'{name}' cannot stand in '{what}'; write one of: {string.Join(", ", known)}.");
            }
            return names.ToImmutable();
        }

        // values: what the outcome offers beside slots and the engine's own; null when anything may come (common answers).
        private bool Checked(string template, YamlNode node, IReadOnlyList<string>? values)
        {
            try
            {
                var known = (values ?? []).Concat(SlotNames.All).Concat(EngineValues).ToHashSet(StringComparer.Ordinal);
                foreach (var name in Template.Names(template).Where(n => !known.Contains(n)))
                    _yaml.Problem(node, $"'{{{name}}}' has no value here; write one of: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
                return true;
            }
            catch (FormatException e)
            {
                _yaml.Problem(node, $"{e.Message} Close it, or leave the brace out.");
                return false;
            }
        }

        /// <summary>The values all kinds that have the outcome offer; null when no kind has it.</summary>
        private IReadOnlyList<string>? ValuesOf(string outcome, IEnumerable<string> from)
        {
            if (outcome == Fact.Unavailable)
                return [];
            var (kind, name) = outcome.Split('.') is [var k, var n] ? (k, n) : (null, outcome);
            var having = from.Distinct(StringComparer.Ordinal)
                .Where(f => kinds.ContainsKey(f) && (kind is null || f == kind))
                .SelectMany(f => kinds[f].Outcomes.Where(o => o.Name == name))
                .ToArray();
            if (having.Length == 0)
                return CommonAnswers.All.Contains(outcome, StringComparer.Ordinal) ? [] : null;
            return [.. having.Select(o => o.Values.AsEnumerable()).Aggregate((a, b) => a.Intersect(b, StringComparer.Ordinal))];
        }

        private void Covered(Flow flow)
        {
            var actions = flow.Answers.Values.Select(a => a.Confirm).OfType<string>().Where(kinds.ContainsKey);
            foreach (var kind in flow.Facts.Concat(actions).Select(f => kinds[f]))
            {
                foreach (var outcome in kind.Outcomes.Where(o => !o.IsOptional))
                {
                    if (!flow.Answers.ContainsKey(outcome.Name) && !flow.Answers.ContainsKey($"{kind.Name}.{outcome.Name}")
                        && !_common.ContainsKey(outcome.Name))
                    {
                        _problems.Add(new(_flowFiles[flow.Name], 1,
                            $"The flow '{flow.Name}' says nothing when {kind.Name} answers '{outcome.Name}'; add '{outcome.Name}:' under 'answers:'."));
                    }
                }
            }
            if (!flow.Facts.IsEmpty && flow.Otherwise is null && !flow.Intents.Contains(Understanding.Intents.Other))
            {
                _problems.Add(new(_flowFiles[flow.Name], 1,
                    $"The flow '{flow.Name}' says nothing when no fact has an answer; add 'otherwise:'."));
            }
        }
    }
}
