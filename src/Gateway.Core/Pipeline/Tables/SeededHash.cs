using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gateway.Core.Pipeline.Tables;

/// <summary>
/// Hashes parts into one number for a table in this process. Each part goes in with its length, so that parts cannot run into one
/// another, and the seed is this process's own, so that nobody outside can choose parts that meet. Whoever finds something by it still
/// compares the whole.
/// </summary>
internal struct SeededHash
{
    private static readonly (ulong First, ulong Second, ulong Start) Seed = CreateSeed();

    private ulong _state;

    public SeededHash() => _state = Seed.Start;

    public readonly ulong Value => Fold(_state ^ Seed.First, Seed.Second);

    public void Add(ulong part) => _state = Fold(_state ^ Seed.First, part ^ Seed.Second);

    public void Add(ulong first, ulong second) => _state = Fold(first ^ Seed.First ^ _state, second ^ Seed.Second);

    public void Add(ReadOnlySpan<char> part)
    {
        Add((ulong)part.Length);
        var bytes = MemoryMarshal.AsBytes(part);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var index = 0;
        for (; index + 1 < words.Length; index += 2)
        {
            Add(words[index], words[index + 1]);
        }

        if (index < words.Length)
        {
            Add(words[index]);
        }

        var rest = bytes[(words.Length * sizeof(ulong))..];
        if (rest.Length > 0)
        {
            ulong last = 0;
            rest.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref last)));
            Add(last);
        }
    }

    /// <summary>Both halves of the product: every bit of either factor reaches the result.</summary>
    private static ulong Fold(ulong left, ulong right)
    {
        // The low half once more: taken from BigMul it makes its way through memory.
        var high = Math.BigMul(left, right, out _);
        return high ^ (left * right);
    }

    private static (ulong First, ulong Second, ulong Start) CreateSeed()
    {
        Span<ulong> words = stackalloc ulong[3];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(words));
        return (words[0], words[1], words[2]);
    }
}
