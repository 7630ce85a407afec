using Gateway.Core.Mapping.Templates.Nodes.Statements;
using Gateway.Core.Mapping.Templates.Output;

namespace Gateway.Core.Mapping.Templates.Nodes.Positions;

/// <summary>
/// Follows a template along every path through it, at the start of the app, and so finds where in the JSON each expression stands. Ways that
/// cannot end in JSON are left out: behind <c>{{ if !for.first }},{{ end }}</c> a key comes first or after a comma, never after a value.
/// </summary>
internal sealed class PositionTracker(TemplateErrors errors)
{
    // One for each way that matters. Templates have a few; more would take the start for ever.
    private const int MaxStates = 64;

    private readonly Dictionary<TemplateStatement, LoopStates> _loops = [];
    private readonly Dictionary<TextStatement, HashSet<JsonTransition>> _texts = [];
    private readonly Dictionary<OutputStatement, HashSet<TemplatePosition>> _outputs = [];
    private readonly HashSet<TemplateStatement> _reached = [];
    private LoopStates? _loop;
    private int _captures;

    /// <summary>Follows the whole template, and tells its parts where they stand.</summary>
    public void Track(TemplateStatement root, TemplatePlace end)
    {
        var states = root.Follow(this, JsonStates.Start);
        foreach (var (text, transitions) in _texts)
        {
            text.Transitions = [.. transitions];
            Check(transitions.Count, text, text.Place, "this text cannot stand here in JSON.");
        }

        foreach (var (output, positions) in _outputs)
        {
            Place(output, positions);
            Check(positions.Count, output, output.Place, "no value can stand here in JSON.");
        }

        if (!errors.HasAny && !states.All.Any(state => state.IsComplete))
        {
            errors.Add(end, "the JSON is not complete at the end of the template.");
        }
    }

    public JsonStates FollowText(TextStatement text, JsonStates states)
    {
        if (_captures > 0)
        {
            return states;
        }

        var transitions = Get(_texts, text);
        var next = new List<JsonState>();
        foreach (var state in states.All)
        {
            if (state.TryAdvance(text.Utf8, out var to))
            {
                transitions.Add(new JsonTransition(state, to));
                next.Add(to);
            }
        }

        return Take(text, text.Place, states, next);
    }

    public JsonStates FollowOutput(OutputStatement output, JsonStates states)
    {
        if (_captures > 0)
        {
            return states;
        }

        var positions = Get(_outputs, output);
        var next = new List<JsonState>();
        foreach (var state in states.All)
        {
            if (output.IsRaw)
            {
                positions.Add(JsonPositions.Find(state) ?? TemplatePosition.Value);
                next.AddRange(JsonPositions.AfterRaw(state));
            }
            else if (JsonPositions.Find(state) is { } position)
            {
                positions.Add(position);
                next.Add(JsonPositions.After(state, position));
            }
        }

        return Take(output, output.Place, states, next);
    }

    /// <summary>Follows a loop until nothing new is found, and no more than once more for each that is.</summary>
    public JsonStates FollowLoop(TemplateStatement loop, TemplatePlace place, TemplateStatement body, JsonStates states)
    {
        var found = Get(_loops, loop);
        var outer = _loop;
        _loop = found;
        for (var heads = found.Heads.And(states); !ReferenceEquals(heads, found.Heads); heads = found.Heads.And(found.Ends))
        {
            found.Heads = heads;
            found.Ends = found.Ends.And(body.Follow(this, heads));
            if (found.Ends.All.Any(end => heads.All.All(head => (head.Depth, head.Arrays) != (end.Depth, end.Arrays))))
            {
                errors.Add(place, "the loop must leave as many objects and arrays open as it found.");
                break;
            }
        }

        _loop = outer;
        return found.Breaks.And(found.Ends);
    }

    /// <summary>What a capture writes is text and no part of the JSON, but it may break the loop that it is in.</summary>
    public JsonStates FollowCapture(TemplateStatement body, JsonStates states)
    {
        _captures++;
        var next = body.Follow(this, states);
        _captures--;
        return next;
    }

    public JsonStates FollowBreak(JsonStates states)
    {
        _loop!.Breaks = _loop.Breaks.And(states);
        return JsonStates.None;
    }

    public JsonStates FollowContinue(JsonStates states)
    {
        _loop!.Ends = _loop.Ends.And(states);
        return JsonStates.None;
    }

    private static T Get<TKey, T>(Dictionary<TKey, T> table, TKey key)
        where TKey : class
        where T : new()
    {
        if (!table.TryGetValue(key, out var value))
        {
            table[key] = value = new T();
        }

        return value;
    }

    private void Place(OutputStatement output, HashSet<TemplatePosition> positions)
    {
        if (positions.Count > 1 && !output.IsRaw)
        {
            errors.Add(
                output.Place,
                "this expression has two possible positions in JSON, as a value, as a key or inside a string, "
                    + "depending on how the template comes here.");
        }

        output.Position = positions.Count == 0 ? TemplatePosition.Value : positions.First();
    }

    // Nothing can be said before all ways are followed: a comma that cannot come first in a loop can come second.
    private void Check(int found, TemplateStatement statement, TemplatePlace place, string message)
    {
        if (found == 0 && _reached.Contains(statement))
        {
            errors.Add(place, message);
        }
    }

    private JsonStates Take(TemplateStatement statement, TemplatePlace place, JsonStates before, List<JsonState> next)
    {
        if (before.IsReached)
        {
            _reached.Add(statement);
        }

        var states = JsonStates.Of(next);
        if (states.Count <= MaxStates)
        {
            return states;
        }

        errors.Add(place, "there are too many ways through the template to here, which differ in the JSON that they write.");
        return JsonStates.None;
    }
}
