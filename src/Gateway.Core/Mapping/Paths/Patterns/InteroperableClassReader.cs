namespace Gateway.Core.Mapping.Paths.Patterns;

/// <summary>Reads a class, <c>[...]</c>, of an I-Regexp: characters, ranges and categories, and a dash only first or last.</summary>
internal readonly struct InteroperableClassReader(InteroperableRegexReader reader)
{
    // General_Category without the surrogates, which no text has.
    private const string Categories = " L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps Z Zl Zp Zs S Sc Sk Sm So C Cc Cf Cn Co ";

    public static bool IsCategory(string name) => Categories.Contains($" {name} ", StringComparison.Ordinal);

    /// <returns>Its size, that of one character.</returns>
    public int Read()
    {
        reader.TryTake('[');
        reader.Write(reader.TryTake('^') ? "[^" : "[");
        var isEmpty = true;
        while (!reader.TryTake(']'))
        {
            if (reader.IsAtEnd)
            {
                return reader.Fail(@"a class is not closed; write ] behind its last character, or \[ for a bracket");
            }

            ReadPart(isEmpty);
            isEmpty = false;
        }

        reader.Write("]");
        return isEmpty ? reader.Fail("a class has at least one character") : 1;
    }

    private void ReadPart(bool isFirst)
    {
        if (reader.IsAt("-"))
        {
            ReadDash(isFirst);
            return;
        }

        if (ReadCharacter() is not { } first || !reader.IsAt("-") || reader.IsAt("-]"))
        {
            return;
        }

        reader.TryTake('-');
        reader.Write("-");
        if (reader.IsAtEnd || reader.IsAt("-") || ReadCharacter() is not { } last)
        {
            reader.Fail(@"a range ends with a character; write \- for a dash");
        }
        else if (first > last)
        {
            reader.Fail(@"a range runs backwards; turn it round, or write \- for a dash");
        }
    }

    private void ReadDash(bool isFirst)
    {
        if (!isFirst && !reader.IsAt("-]"))
        {
            reader.Fail(@"a dash stands first or last in a class, or between two characters; write \- for a dash");
            return;
        }

        reader.TryTake('-');
        reader.Write(@"\-");
    }

    /// <returns>The character, or null for a category.</returns>
    private int? ReadCharacter()
    {
        if (reader.IsAt(@"\"))
        {
            return reader.ReadEscape();
        }

        if (reader.IsAt("["))
        {
            return reader.Fail(@"a class has no bracket in it; write \[ for the character");
        }

        // Further back than where it stands, it could be the first character of what is written.
        reader.Write(reader.IsAt("^") ? @"\" : "");
        return reader.CopyCodePoint();
    }
}
