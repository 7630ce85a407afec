using System.Text.Json;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary><c>$ref</c> and <c>$dynamicRef</c>.</summary>
internal static class ReferenceKeywords
{
    /// <returns>Whether a reference is all that the schema says, as in drafts before 2020-12.</returns>
    public static bool Read(SchemaReader reader, List<SchemaRule> rules)
    {
        if (reader.Get("$ref") is { ValueKind: JsonValueKind.String } reference)
        {
            if (reader.Resolve("$ref", reference.GetString()!) is { } target)
            {
                rules.Add(new ReferenceRule(target.Schema));
            }

            if (reader.Dialect.IgnoresSiblingsOfReferences)
            {
                return true;
            }
        }

        if (reader.Dialect.IsModern && reader.Get("$dynamicRef", JsonValueKind.String) is { } dynamicReference)
        {
            ReadDynamic(reader, dynamicReference.GetString()!, rules);
        }

        return false;
    }

    private static void ReadDynamic(SchemaReader reader, string reference, List<SchemaRule> rules)
    {
        if (reader.Resolve("$dynamicRef", reference) is not { } target)
        {
            return;
        }

        var mark = reference.IndexOf('#', StringComparison.Ordinal);
        var anchor = mark < 0 ? "" : reference[(mark + 1)..];
        var resource = target.Location.Document.FindResource(target.Location.Pointer);
        if (anchor.Length > 0 && resource.DynamicAnchors.ContainsKey(anchor))
        {
            reader.UseDynamicReferences();
            rules.Add(new DynamicReferenceRule(anchor, target.Schema));
        }
        else
        {
            rules.Add(new ReferenceRule(target.Schema));
        }
    }
}
