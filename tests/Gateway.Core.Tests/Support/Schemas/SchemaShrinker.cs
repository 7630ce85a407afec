using System.Text.Json.Nodes;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Makes a pair on which two validators differ smaller, as long as they still differ.</summary>
internal static class SchemaShrinker
{
    public static SchemaPair Shrink(SchemaPair pair)
    {
        var current = Keep(pair, pair with { Spelling = null });
        for (var isSmaller = true; isSmaller;)
        {
            var next = FindSmaller(current);
            isSmaller = next is not null;
            current = next ?? current;
        }

        return current;
    }

    private static SchemaPair Keep(SchemaPair pair, SchemaPair other) => IsMismatch(other) ? other : pair;

    private static SchemaPair? FindSmaller(SchemaPair pair) =>
        CreateSmaller(pair.Document).Select(document => pair with { Document = document })
            .Concat(CreateSmaller(pair.Schema).Select(schema => pair with { Schema = (JsonObject)schema! }))
            .FirstOrDefault(IsMismatch);

    // What is left may be no schema any more, or refer to nothing.
    private static bool IsMismatch(SchemaPair pair)
    {
        try
        {
            return pair.IsMismatch();
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>All trees with one member or item less.</summary>
    private static IEnumerable<JsonNode?> CreateSmaller(JsonNode? tree)
    {
        var count = CountRemovable(tree);
        for (var i = 0; i < count; i++)
        {
            var copy = tree!.DeepClone();
            var left = i;
            Remove(copy, ref left);
            yield return copy;
        }
    }

    private static int CountRemovable(JsonNode? tree) => GetChildren(tree).Sum(child => 1 + CountRemovable(child));

    private static IEnumerable<JsonNode?> GetChildren(JsonNode? tree) => tree switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    };

    private static bool Remove(JsonNode? tree, ref int left)
    {
        foreach (var (index, child) in GetChildren(tree).Index())
        {
            if (left-- == 0)
            {
                RemoveAt(tree!, index);
                return true;
            }

            if (Remove(child, ref left))
            {
                return true;
            }
        }

        return false;
    }

    private static void RemoveAt(JsonNode tree, int index)
    {
        if (tree is JsonObject members)
        {
            members.RemoveAt(index);
        }
        else
        {
            ((JsonArray)tree).RemoveAt(index);
        }
    }
}
