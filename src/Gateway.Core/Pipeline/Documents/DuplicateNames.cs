namespace Gateway.Core.Pipeline.Documents;

/// <summary>Finds out whether an object has two names that count as one, in time linear in its members.</summary>
internal static class DuplicateNames
{
    private const int SmallCount = 12;

    public static bool Exist(in TokenizedJson json, int index) =>
        json.Tokens[index].Count <= SmallCount ? ExistAmongFew(json, index) : ExistAmongMany(json, index);

    private static bool ExistAmongFew(in TokenizedJson json, int index)
    {
        Span<int> names = stackalloc int[SmallCount];
        Span<int> hashes = stackalloc int[SmallCount];
        var count = json.Tokens[index].Count;
        var name = index + 1;
        for (var i = 0; i < count; i++)
        {
            var hash = json.Tokens[name].Hash;
            if (hashes[..i].Contains(hash) && IsAmong(json, names[..i], name))
            {
                return true;
            }

            names[i] = name;
            hashes[i] = hash;
            name = json.Tokens[name + 1].Next;
        }

        return false;
    }

    private static bool IsAmong(in TokenizedJson json, ReadOnlySpan<int> names, int name)
    {
        foreach (var other in names)
        {
            if (json.HasSameName(other, json, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ExistAmongMany(in TokenizedJson json, int index)
    {
        var count = json.Tokens[index].Count;
        using var members = new MemberIndex(json, count);
        var name = index + 1;
        for (var i = 0; i < count; i++)
        {
            if (!members.TryAdd(name))
            {
                return true;
            }

            name = json.Tokens[name + 1].Next;
        }

        return false;
    }
}
