using System.Buffers;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Runs a program as it is, for patterns whose table would be too large. At worst every step is looked at for every character, and nothing
/// is kept between texts.
/// <code>
/// measured, ns per character             steps    here      per step    a table
/// (a|b)*a(a|b){20}c, random a and b         67       422     6.3        5.6, as (a|b)*a(a|b){5}c
/// (a|b)*a(a|b){1000}c                    3,007    13,059     4.3
/// [ab]{9000}c                            9,002    36,209     4.0
/// ^(?:[a-z]{0,100}){0,100}$             20,103   103,461     5.1
/// </code>
/// So a step costs what a character costs a table, and the weight is the number of steps. RegexOptions.NonBacktracking makes its states as
/// the text asks for them and keeps up to 10,000: it took (a|b)*a(a|b){20}c 15,900 ns per character at first and 385 later, and
/// (?:a[ab]{0,50}b){3}c 3 ms per character, 15 s and 452 MB for a text of 5,000, which has 308 steps here.
/// </summary>
internal sealed class PatternSimulation(PatternProgram program) : IPatternMatcher
{
    private const int OnStack = 64;

    public int Weight { get; } = program.Count;

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        var rented = program.Count > OnStack ? ArrayPool<int>.Shared.Rent(program.Count * 4) : null;
        Span<int> room = rented ?? stackalloc int[OnStack * 4];
        if (rented is null)
        {
            return Run(text, room);
        }

        try
        {
            return Run(text, room);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private bool Run(ReadOnlySpan<char> text, Span<int> room)
    {
        var count = program.Count;
        var current = new PatternStepSet(room[..count], room.Slice(count, count));
        var next = new PatternStepSet(room.Slice(2 * count, count), room.Slice(3 * count, count));
        var before = PatternNeighbour.None;
        program.AddStart(ref current);
        for (var place = 0; place < text.Length;)
        {
            var kind = program.Alphabet.Read(text, ref place);
            if (program.Advance(ref current, ref next, before, kind))
            {
                return true;
            }

            before = program.GetNeighbour(kind);
            var done = current;
            current = next;
            next = done;
        }

        return program.Advance(ref current, ref next, before, null);
    }
}
