namespace Gateway.Core.Pipeline.Documents;

/// <summary>
/// When two values are one in the sense of JSON Schema: objects whatever the order of their members, numbers however they are written,
/// strings without their escapes. Values of two documents can be compared. Depth is bounded by the documents' own.
/// </summary>
internal static class JsonEquality
{
    private const int SmallCount = 12;

    public static int GetHash(in TokenizedJson json, int index)
    {
        ref readonly var token = ref json.Tokens[index];
        return token.Kind switch
        {
            JsonTokenKind.Number => json.GetNumber(index).GetHashCode(),
            JsonTokenKind.String or JsonTokenKind.Name => HashText(json, index),
            JsonTokenKind.Object => HashObject(json, index),
            JsonTokenKind.Array => HashArray(json, index),
            _ => (int)token.Kind,
        };
    }

    public static bool AreEqual(in TokenizedJson left, int leftIndex, in TokenizedJson right, int rightIndex)
    {
        ref readonly var leftToken = ref left.Tokens[leftIndex];
        ref readonly var rightToken = ref right.Tokens[rightIndex];
        var kind = leftToken.Kind == JsonTokenKind.Name ? JsonTokenKind.String : leftToken.Kind;
        if (kind != rightToken.Kind || leftToken.Count != rightToken.Count)
        {
            return false;
        }

        return kind switch
        {
            JsonTokenKind.Number => left.GetNumber(leftIndex).Equals(right.GetNumber(rightIndex)),
            JsonTokenKind.String => MemberName.Equals(
                left.GetText(leftIndex), leftToken.IsEscaped, right.GetText(rightIndex), rightToken.IsEscaped, ignoresCase: false),
            JsonTokenKind.Object => AreEqualObjects(left, leftIndex, right, rightIndex),
            JsonTokenKind.Array => AreEqualArrays(left, leftIndex, right, rightIndex),
            _ => true,
        };
    }

    private static int HashText(in TokenizedJson json, int index) =>
        MemberName.GetHash(json.GetText(index), json.Tokens[index].IsEscaped, ignoresCase: false);

    // The sum does not depend on the order.
    private static int HashObject(in TokenizedJson json, int index)
    {
        var hash = (int)JsonTokenKind.Object;
        var name = index + 1;
        for (var i = json.Tokens[index].Count; i > 0; i--)
        {
            hash += HashCode.Combine(json.Tokens[name].Hash, GetHash(json, name + 1));
            name = json.Tokens[name + 1].Next;
        }

        return hash;
    }

    private static int HashArray(in TokenizedJson json, int index)
    {
        var hash = (int)JsonTokenKind.Array;
        var item = index + 1;
        for (var i = json.Tokens[index].Count; i > 0; i--)
        {
            hash = HashCode.Combine(hash, GetHash(json, item));
            item = json.Tokens[item].Next;
        }

        return hash;
    }

    private static bool AreEqualArrays(in TokenizedJson left, int leftIndex, in TokenizedJson right, int rightIndex)
    {
        var item = leftIndex + 1;
        var other = rightIndex + 1;
        for (var i = left.Tokens[leftIndex].Count; i > 0; i--)
        {
            if (!AreEqual(left, item, right, other))
            {
                return false;
            }

            item = left.Tokens[item].Next;
            other = right.Tokens[other].Next;
        }

        return true;
    }

    /// <summary>Both have as many members and none twice, so it is enough to find all of one in the other.</summary>
    private static bool AreEqualObjects(in TokenizedJson left, int leftIndex, in TokenizedJson right, int rightIndex)
    {
        var count = left.Tokens[leftIndex].Count;
        if (count > SmallCount)
        {
            return AreEqualLargeObjects(left, leftIndex, right, rightIndex);
        }

        var name = leftIndex + 1;
        for (; count > 0; count--)
        {
            var other = FindMember(left, name, right, rightIndex);
            if (other < 0 || !AreEqual(left, name + 1, right, other + 1))
            {
                return false;
            }

            name = left.Tokens[name + 1].Next;
        }

        return true;
    }

    private static bool AreEqualLargeObjects(in TokenizedJson left, int leftIndex, in TokenizedJson right, int rightIndex)
    {
        var count = left.Tokens[leftIndex].Count;
        using var members = new MemberIndex(right, count);
        var name = rightIndex + 1;
        for (var i = count; i > 0; i--)
        {
            members.TryAdd(name);
            name = right.Tokens[name + 1].Next;
        }

        name = leftIndex + 1;
        for (var i = count; i > 0; i--)
        {
            var other = members.Get(left, name);
            if (other == 0 || !AreEqual(left, name + 1, right, other + 1))
            {
                return false;
            }

            name = left.Tokens[name + 1].Next;
        }

        return true;
    }

    private static int FindMember(in TokenizedJson left, int name, in TokenizedJson right, int rightIndex)
    {
        var end = right.Tokens[rightIndex].Next;
        for (var other = rightIndex + 1; other < end; other = right.Tokens[other + 1].Next)
        {
            if (right.HasSameName(other, left, name))
            {
                return other;
            }
        }

        return -1;
    }
}
