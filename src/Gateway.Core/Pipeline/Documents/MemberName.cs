using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Gateway.Core.Pipeline.Tables;

namespace Gateway.Core.Pipeline.Documents;

/// <summary>
/// Names of members as System.Text.Json compares them: without their escapes, and, where it ignores case, by
/// <see cref="StringComparison.OrdinalIgnoreCase"/>.
/// </summary>
internal static class MemberName
{
    private const ulong CaseBits = 0x2020202020202020;
    private const ulong TopBits = 0x8080808080808080;
    private const ulong FromCapitalA = TopBits - ('A' * EachByte);
    private const ulong BeyondCapitalZ = TopBits - (('Z' + 1) * EachByte);
    private const ulong EachByte = 0x0101010101010101;
    private const int StackLength = 256;
    private const int PairLength = 2 * sizeof(ulong);

    // What a character may take: escaped, as \u0041, and otherwise, as three bytes of UTF-8.
    private const int EscapedLength = 6;
    private const int CharacterLength = 3;

    // Keeps short names apart whose words overlap differently.
    private const int LengthShift = 58;

    public static int GetHash(ReadOnlySpan<byte> name, bool isEscaped, bool ignoresCase) =>
        !isEscaped && (!ignoresCase || Ascii.IsValid(name))
            ? HashBytes(name, ignoresCase)
            : HashPlain(name, isEscaped, ignoresCase);

    public static bool Equals(ReadOnlySpan<byte> left, bool isLeftEscaped, ReadOnlySpan<byte> right, bool isRightEscaped, bool ignoresCase) =>
        isLeftEscaped || isRightEscaped
            ? CanBeEqual(left, isLeftEscaped, right, isRightEscaped, ignoresCase)
                && EqualsPlain(left, isLeftEscaped, right, isRightEscaped, ignoresCase)
            : left.SequenceEqual(right) || (ignoresCase && EqualsIgnoreCase(left, right));

    /// <summary>False where the lengths alone say that two texts differ, which spares taking out their escapes.</summary>
    public static bool CanBeEqual(
        ReadOnlySpan<byte> left, bool isLeftEscaped, ReadOnlySpan<byte> right, bool isRightEscaped, bool ignoresCase) =>
        GetFewest(left.Length, isLeftEscaped, ignoresCase) <= right.Length && GetFewest(right.Length, isRightEscaped, ignoresCase) <= left.Length;

    /// <summary>
    /// How short a text can be without its escapes: in bytes, or in characters where case is ignored, because U+0250 has two bytes and its
    /// capital, U+2C6F, three. It never has more of either than it has bytes.
    /// </summary>
    private static int GetFewest(int length, bool isEscaped, bool ignoresCase)
    {
        var most = isEscaped ? EscapedLength : ignoresCase ? CharacterLength : 1;
        return (int)(((uint)length + (uint)most - 1) / (uint)most);
    }

    private static bool EqualsPlain(
        ReadOnlySpan<byte> left, bool isLeftEscaped, ReadOnlySpan<byte> right, bool isRightEscaped, bool ignoresCase)
    {
        using var plainLeft = new PlainText(left, isLeftEscaped, stackalloc byte[StackLength]);
        using var plainRight = new PlainText(right, isRightEscaped, stackalloc byte[StackLength]);
        return Equals(plainLeft.Bytes, false, plainRight.Bytes, false, ignoresCase);
    }

    private static int HashPlain(ReadOnlySpan<byte> name, bool isEscaped, bool ignoresCase)
    {
        using var plain = new PlainText(name, isEscaped, stackalloc byte[StackLength]);
        return !ignoresCase || Ascii.IsValid(plain.Bytes)
            ? HashBytes(plain.Bytes, ignoresCase)
            : HashCharacters(plain.Bytes);
    }

    private static int HashCharacters(ReadOnlySpan<byte> name)
    {
        var rented = ArrayPool<char>.Shared.Rent(name.Length);
        var count = Encoding.UTF8.GetChars(name, rented);
        var hash = string.GetHashCode(rented.AsSpan(0, count), StringComparison.OrdinalIgnoreCase);
        ArrayPool<char>.Shared.Return(rented);
        return hash;
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        Ascii.EqualsIgnoreCase(left, right) || (!Ascii.IsValid(left) && CharactersEqual(left, right));

    private static bool CharactersEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var rentedLeft = ArrayPool<char>.Shared.Rent(left.Length);
        var rentedRight = ArrayPool<char>.Shared.Rent(right.Length);
        var leftCharacters = rentedLeft.AsSpan(0, Encoding.UTF8.GetChars(left, rentedLeft));
        var rightCharacters = rentedRight.AsSpan(0, Encoding.UTF8.GetChars(right, rentedRight));
        var isEqual = MemoryExtensions.Equals(leftCharacters, rightCharacters, StringComparison.OrdinalIgnoreCase);
        ArrayPool<char>.Shared.Return(rentedLeft);
        ArrayPool<char>.Shared.Return(rentedRight);
        return isEqual;
    }

    private static int HashBytes(ReadOnlySpan<byte> name, bool ignoresCase)
    {
        var caseBits = ignoresCase ? CaseBits : 0;
        if (name.Length > PairLength)
        {
            return HashLong(name, caseBits);
        }

        var (first, second) = ReadShort(name);
        var hash = new SeededHash();
        hash.Add(Fold(first, caseBits), Fold(second, caseBits) ^ ((ulong)name.Length << LengthShift));
        return Shorten(hash);
    }

    /// <summary>By pairs of words, of which the last may overlap the one before it.</summary>
    private static int HashLong(ReadOnlySpan<byte> name, ulong caseBits)
    {
        var hash = new SeededHash();
        hash.Add((ulong)name.Length);
        for (var rest = name; rest.Length > PairLength; rest = rest[PairLength..])
        {
            hash.Add(Fold(MemoryMarshal.Read<ulong>(rest), caseBits), Fold(MemoryMarshal.Read<ulong>(rest[sizeof(ulong)..]), caseBits));
        }

        hash.Add(
            Fold(MemoryMarshal.Read<ulong>(name[^PairLength..]), caseBits), Fold(MemoryMarshal.Read<ulong>(name[^sizeof(ulong)..]), caseBits));
        return Shorten(hash);
    }

    /// <summary>
    /// The capitals among eight bytes of ASCII as small letters. Only letters: were other bytes folded too, a client could write thousands of
    /// names that differ and have one hash, whatever its seed.
    /// </summary>
    private static ulong Fold(ulong ascii, ulong caseBits)
    {
        // The top bit of a byte, which ASCII leaves free, says that it is not below A, and not beyond Z.
        var capitals = (ascii + FromCapitalA) & ~(ascii + BeyondCapitalZ) & TopBits;
        return ascii | ((capitals >> 2) & caseBits);
    }

    private static int Shorten(SeededHash hash)
    {
        var value = hash.Value;
        return (int)(value ^ (value >> 32));
    }

    /// <summary>Up to 16 bytes, each at least once.</summary>
    private static (ulong First, ulong Second) ReadShort(ReadOnlySpan<byte> name) => name.Length switch
    {
        >= sizeof(ulong) => (MemoryMarshal.Read<ulong>(name), MemoryMarshal.Read<ulong>(name[^sizeof(ulong)..])),
        >= sizeof(uint) => (MemoryMarshal.Read<uint>(name), MemoryMarshal.Read<uint>(name[^sizeof(uint)..])),
        >= sizeof(ushort) => (MemoryMarshal.Read<ushort>(name), name[^1]),
        1 => (name[0], 0),
        _ => (0, 0),
    };
}
