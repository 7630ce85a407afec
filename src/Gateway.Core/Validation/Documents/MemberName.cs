using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Gateway.Core.Pipeline.Tables;

namespace Gateway.Core.Validation.Documents;

/// <summary>
/// Names of members as System.Text.Json compares them: without their escapes, and, where it ignores case, by
/// <see cref="StringComparison.OrdinalIgnoreCase"/>.
/// </summary>
internal static class MemberName
{
    private const ulong CaseBits = 0x2020202020202020;
    private const int StackLength = 256;

    public static int GetHash(ReadOnlySpan<byte> name, bool isEscaped, bool ignoresCase) =>
        !isEscaped && (!ignoresCase || Ascii.IsValid(name))
            ? HashBytes(name, ignoresCase)
            : HashPlain(name, isEscaped, ignoresCase);

    public static bool Equals(ReadOnlySpan<byte> left, bool isLeftEscaped, ReadOnlySpan<byte> right, bool isRightEscaped, bool ignoresCase)
    {
        if (!isLeftEscaped && !isRightEscaped)
        {
            return left.SequenceEqual(right)
                || (ignoresCase && (Ascii.EqualsIgnoreCase(left, right) || (!Ascii.IsValid(left) && EqualsIgnoreCase(left, right))));
        }

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

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
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

    /// <summary>Folding the case bit of every byte puts more than letters together, which a hash may.</summary>
    private static int HashBytes(ReadOnlySpan<byte> name, bool ignoresCase)
    {
        var fold = ignoresCase ? CaseBits : 0;
        var hash = new SeededHash();
        hash.Add((ulong)name.Length);
        while (name.Length >= sizeof(ulong))
        {
            hash.Add(MemoryMarshal.Read<ulong>(name) | fold);
            name = name[sizeof(ulong)..];
        }

        if (name.Length > 0)
        {
            hash.Add(ReadRest(name) | fold);
        }

        var value = hash.Value;
        return (int)(value ^ (value >> 32));
    }

    /// <summary>1 to 7 bytes, each at least once, in a way that the length tells apart.</summary>
    private static ulong ReadRest(ReadOnlySpan<byte> rest) => rest.Length switch
    {
        >= sizeof(uint) => MemoryMarshal.Read<uint>(rest) | ((ulong)MemoryMarshal.Read<uint>(rest[^sizeof(uint)..]) << 32),
        >= sizeof(ushort) => MemoryMarshal.Read<ushort>(rest) | ((ulong)MemoryMarshal.Read<ushort>(rest[^sizeof(ushort)..]) << 32),
        _ => rest[0],
    };
}
