using System.Text;

namespace Gateway.Core.Mapping.Paths.Patterns;

/// <summary>
/// Checks a pattern by the grammar of RFC 9485 and writes it anew. It does not throw, because patterns may come from a document. <c>^</c> and
/// <c>$</c> stay what ECMA-262 takes them for, as the compliance tests of RFC 9535 have it.
/// </summary>
internal sealed partial class InteroperableRegexReader(string pattern)
{
    private const int MaxDepth = 50;
    private const int MaxSize = int.MaxValue / 4;

    private readonly StringBuilder _ecma = new();
    private int _place;
    private int _depth;
    private int _categories;
    private string? _problem;

    public bool IsAtEnd => _place >= pattern.Length;

    private char Next => IsAtEnd ? '\0' : pattern[_place];

    public bool TryRead(bool isWhole, out InteroperableRegex regex, out string problem)
    {
        _ecma.Append(isWhole ? "^(?:" : "");
        var size = ReadChoice();
        _ecma.Append(isWhole ? ")$" : "");
        if (!IsAtEnd)
        {
            Fail(@"there is no group for ) to close; write \) for a parenthesis");
        }

        regex = new InteroperableRegex(_ecma.ToString(), size, _categories);
        problem = _problem ?? "";
        return _problem is null;
    }

    /// <summary>Reads an escape, and returns the character that it stands for, or null for a category.</summary>
    public int? ReadEscape()
    {
        var escaped = _place + 1 < pattern.Length ? pattern[_place + 1] : '\0';
        switch (escaped)
        {
            case 'p' or 'P':
                ReadCategory();
                return null;
            case 'n' or 'r' or 't':
                Copy(2);
                return escaped switch { 'n' => '\n', 'r' => '\r', _ => '\t' };
            case (>= '(' and <= '+') or '-' or '.' or '?' or (>= '[' and <= '^') or (>= '{' and <= '}'):
                Copy(2);
                return escaped;
            default:
                return Fail(@"a backslash is for one of ( ) * + - . ? [ \ ] ^ { | } n r t, or for a category as in \p{Lu}");
        }
    }

    public bool IsAt(string part) => pattern.AsSpan(_place).StartsWith(part, StringComparison.Ordinal);

    public bool TryTake(char character)
    {
        var isThere = !IsAtEnd && pattern[_place] == character;
        _place += isThere ? 1 : 0;
        return isThere;
    }

    public void Write(string ecma) => _ecma.Append(ecma);

    /// <summary>Takes over a character as it is.</summary>
    public int CopyCodePoint()
    {
        var isPair = _place + 1 < pattern.Length && char.IsSurrogatePair(pattern[_place], pattern[_place + 1]);
        var codePoint = isPair ? char.ConvertToUtf32(pattern[_place], pattern[_place + 1]) : pattern[_place];
        Copy(isPair ? 2 : 1);
        return codePoint;
    }

    /// <summary>Notes the first problem, and ends the reading.</summary>
    public int Fail(string problem)
    {
        _problem ??= $"at its character {_place + 1} {problem}";
        _place = pattern.Length;
        return 0;
    }

    private int ReadChoice()
    {
        var size = ReadBranch();
        while (TryTake('|'))
        {
            _ecma.Append('|');
            size = Limit(size + 1L + ReadBranch());
        }

        return size;
    }

    private int ReadBranch()
    {
        var size = 0;
        while (!IsAtEnd && Next is not ('|' or ')'))
        {
            var isAnchor = Next is '^' or '$';
            var place = _place;
            var atom = ReadAtom();
            size = Limit(size + (long)(isAnchor ? atom : ReadQuantified(atom)));
            if (isAnchor && Next is '*' or '+' or '?' or '{')
            {
                Fail($"{pattern[place]} is an edge of the text and is not repeated; leave {Next} out");
            }
        }

        return size;
    }

    private int ReadAtom()
    {
        switch (Next)
        {
            case '(':
                return ReadGroup();
            case '.':
                _place++;
                _ecma.Append(@"[^\n\r]");
                return 1;
            case '[':
                return new InteroperableClassReader(this).Read();
            case '\\':
                ReadEscape();
                return 1;
            case '*' or '+' or '?' or '{' or '}' or ']':
                return Fail($@"there is nothing for {Next} to close or repeat; write \{Next} for the character");
            default:
                return Copy(1);
        }
    }

    private int ReadGroup()
    {
        _place++;
        if (++_depth > MaxDepth)
        {
            return Fail($"groups stand more than {MaxDepth} deep in each other");
        }

        _ecma.Append("(?:");
        var size = ReadChoice();
        _ecma.Append(')');
        _depth--;
        return TryTake(')') ? size : Fail(@"a group is not closed; write ) behind it, or \( for a parenthesis");
    }

    private void ReadCategory()
    {
        var end = pattern.IndexOf('}', _place);
        var name = end > _place + 2 && pattern[_place + 2] == '{' ? pattern[(_place + 3)..end] : "";
        if (name.Length is not (1 or 2) || !InteroperableClassReader.IsCategory(name))
        {
            Fail($@"\{pattern[_place + 1]} takes a category of Unicode in braces, as in \p{{L}} or \p{{Lu}}");
            return;
        }

        _categories++;
        Copy(end + 1 - _place);
    }

    private static int Limit(long size) => (int)Math.Min(size, MaxSize);

    private int Copy(int length)
    {
        _ecma.Append(pattern, _place, length);
        _place += length;
        return 1;
    }
}
