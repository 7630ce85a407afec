using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Reads a regular expression of ECMA-262 with the flag u, as JSON Schema asks for (2020-12 core, 6.4). It takes what only that flag forbids
/// where it can mean one thing alone: a bracket or brace that closes nothing, a brace that is no count, the escape of a character that needs
/// none.
/// </summary>
internal sealed class PatternReader(string pattern, bool ignoresCase)
{
    private readonly PatternCursor _cursor = new(pattern);
    private readonly List<string?> _groups = [];
    private readonly HashSet<int> _closed = [];
    private readonly HashSet<int> _references = [];
    private readonly HashSet<CodePointSet> _sets = [];
    private bool _hasWordBoundaries;
    private FormatException? _backtracking;
    private int _depth;

    public static ParsedPattern Read(string pattern, bool ignoresCase = false)
    {
        if (pattern.Length > PatternLimits.Length)
        {
            throw new FormatException($"The pattern has {pattern.Length} characters; at most {PatternLimits.Length} are read.");
        }

        var reader = new PatternReader(pattern, ignoresCase);
        var root = reader.ReadChoice();
        if (!reader._cursor.IsAtEnd)
        {
            throw PatternCursor.Refuse(reader._cursor.Place, @"there is no group for ) to close; write \) for a parenthesis");
        }

        RefuseTooLarge(root, 0);
        return new ParsedPattern(root, new CodePointAlphabet(reader._sets, reader._hasWordBoundaries), reader._references, reader._backtracking);
    }

    private PatternNode ReadChoice()
    {
        var options = new List<PatternNode> { ReadSequence() };
        while (_cursor.TryTake('|'))
        {
            options.Add(ReadSequence());
        }

        return options.Count == 1 ? options[0] : new ChoiceNode(options);
    }

    private PatternNode ReadSequence()
    {
        var items = new List<PatternNode>();
        while (!_cursor.IsAtEnd && !_cursor.IsAt("|") && !_cursor.IsAt(")"))
        {
            items.Add(ReadRepeated());
        }

        return items.Count == 1 ? items[0] : new SequenceNode(items);
    }

    private PatternNode ReadRepeated()
    {
        var place = _cursor.Place;
        if (PatternCount.TryRead(_cursor) is not null)
        {
            var sign = _cursor.From(place);
            throw PatternCursor.Refuse(place, $@"there is nothing for {sign} to repeat; write \{sign[0]} for the character");
        }

        var item = ReadTerm();
        place = _cursor.Place;
        return PatternCount.TryRead(_cursor) is { } count ? Repeat(item, count, place) : item;
    }

    private RepeatNode Repeat(PatternNode item, PatternCount count, int place)
    {
        if (item is EdgeNode or LookNode)
        {
            throw PatternCursor.Refuse(place, $"{_cursor.From(place)} repeats what takes no character; leave it out");
        }

        var repeat = new RepeatNode(item, count.Least, count.Most, _cursor.TryTake('?'));
        if (repeat.Repetitions > PatternLimits.Repetitions)
        {
            throw PatternCursor.Refuse(
                place, $"counts within each other make {repeat.Repetitions} repetitions; at most {PatternLimits.Repetitions} are taken");
        }

        RefuseTooLarge(repeat, place);
        return repeat;
    }

    private static void RefuseTooLarge(PatternNode node, int place)
    {
        if (node.Size > PatternLimits.Steps)
        {
            throw PatternCursor.Refuse(
                place, $"with its counts written out this takes {node.Size} steps; at most {PatternLimits.Steps} are taken");
        }
    }

    private PatternNode ReadTerm()
    {
        var place = _cursor.Place;
        var codePoint = _cursor.TakeCodePoint();
        return codePoint switch
        {
            '^' => new EdgeNode(PatternEdge.Start),
            '$' => new EdgeNode(PatternEdge.End),
            '.' => Take(CodePointClasses.Dot),
            '(' => ReadGroup(place),
            '[' => Take(PatternClass.Read(_cursor)),
            '\\' => ReadEscape(place),
            _ => Take(CodePointSet.Of(codePoint)),
        };
    }

    private CharacterNode Take(CodePointSet set)
    {
        set = ignoresCase ? CodePointCases.Close(set) : set;
        _sets.Add(set);
        return new CharacterNode(set);
    }

    private PatternNode ReadEscape(int place)
    {
        if (_cursor.IsAt("b") || _cursor.IsAt("B"))
        {
            _hasWordBoundaries = true;
            return new EdgeNode(_cursor.TakeCodePoint() == 'b' ? PatternEdge.WordBoundary : PatternEdge.NoWordBoundary);
        }

        return _cursor.IsAt("k") || _cursor.Next is >= '1' and <= '9' ? ReadReference(place) : Take(PatternEscape.Read(_cursor));
    }

    private ReferenceNode ReadReference(int place)
    {
        var number = 0;
        if (_cursor.TryTake('k'))
        {
            var name = _cursor.TryTake('<') ? _cursor.TryTakeUpTo('>') : null;
            number = name is null ? throw PatternCursor.Refuse(place, @"\k takes the name of a group, as in \k<name>") : _groups.IndexOf(name) + 1;
        }
        else
        {
            _ = int.TryParse(_cursor.TakeWhile(char.IsAsciiDigit), out number);
        }

        // One that stands before its group, or in it, always matches nothing, which no one means.
        if (!_closed.Contains(number))
        {
            throw PatternCursor.Refuse(place, $"{_cursor.From(place)} names no group that ends before it");
        }

        if (ignoresCase)
        {
            throw PatternCursor.Refuse(place, $"{_cursor.From(place)} cannot be told for names that are compared without regard to case");
        }

        _references.Add(number);
        RequireBacktracking("backreference", place);
        return new ReferenceNode(number);
    }

    private PatternNode ReadGroup(int place)
    {
        if (++_depth > PatternLimits.Depth)
        {
            throw PatternCursor.Refuse(place, $"groups stand more than {PatternLimits.Depth} deep in each other");
        }

        var open = PatternGroup.Read(_cursor, place, _groups);
        if (open.Kind is PatternGroupKind.Look)
        {
            RequireBacktracking(open.IsBehind ? "lookbehind" : "lookahead", place);
        }

        var number = _groups.Count;
        var item = ReadChoice();
        if (!_cursor.TryTake(')'))
        {
            throw PatternCursor.Refuse(place, @"the group is not closed; write ) behind it, or \( for a parenthesis");
        }

        _depth--;
        if (open.Kind is PatternGroupKind.Capture)
        {
            _closed.Add(number);
        }

        return open.Kind switch
        {
            PatternGroupKind.Capture => new GroupNode(item, number),
            PatternGroupKind.Look => new LookNode(item, open.IsBehind, open.IsNegative),
            _ => item is EdgeNode or LookNode ? new SequenceNode([item]) : item,
        };
    }

    private void RequireBacktracking(string construct, int place) => _backtracking ??= PatternCursor.Refuse(
        place,
        $"the {construct} needs a search that goes back, which hostile text can make very slow; write the pattern without it, or set "
        + $"{PatternLimits.Option} to let such patterns run for so long at most");
}
