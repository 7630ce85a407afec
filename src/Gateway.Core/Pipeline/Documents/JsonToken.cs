using System.Runtime.CompilerServices;

namespace Gateway.Core.Pipeline.Documents;

/// <summary>
/// One value or member name of a document, in 16 bytes. Tokens stand in the order of the document, containers before what is in them and
/// without an end of their own:
/// <code>
/// {"a":[1,2]}    Object Name Array Number Number
/// </code>
/// </summary>
internal struct JsonToken
{
    private const int CountShift = 4;
    private const uint KindMask = 7;
    private const uint EscapedFlag = 8;

    /// <summary>Where the text begins; for strings and names behind the quotation mark.</summary>
    public int Start;

    /// <summary>Bytes of the text; for strings and names without the quotation marks. 0 for containers.</summary>
    public int Length;

    private int _link;
    private uint _traits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(JsonTokenKind kind, int start, int length, bool isEscaped, int link)
    {
        Start = start;
        Length = length;
        _link = link;
        _traits = (uint)kind | (isEscaped ? EscapedFlag : 0);
    }

    public readonly JsonTokenKind Kind => (JsonTokenKind)(_traits & KindMask);

    public readonly bool IsEscaped => (_traits & EscapedFlag) != 0;

    /// <summary>Members of an object, items of an array.</summary>
    public readonly int Count => (int)(_traits >> CountShift);

    /// <summary>The token behind a value and all that is in it. Not for names.</summary>
    public readonly int Next => _link;

    /// <summary>Of a name, by which two names that count as one have the same.</summary>
    public readonly int Hash => _link;

    /// <summary>Completes a container, whose members or items are only known behind it.</summary>
    public void Close(int next, int count)
    {
        _link = next;
        _traits |= (uint)count << CountShift;
    }
}
