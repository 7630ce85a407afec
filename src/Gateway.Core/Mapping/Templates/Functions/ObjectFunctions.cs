using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Functions of objects, and of any value.</summary>
internal static class ObjectFunctions
{
    public static readonly TemplateFunction[] All =
    [
        new("object.keys", 1, 1, (ref run, scoped arguments) => List(ref run, arguments[0], ValueMembers.Key)),
        new("object.values", 1, 1, (ref run, scoped arguments) => List(ref run, arguments[0], ValueMembers.Value)),
        new("object.has_key", 2, 2, (ref run, scoped arguments) => TemplateValue.OfBoolean(ValueMembers.Has(ref run, arguments[0], GetName(ref run, arguments[1])))),
        new("object.has_value", 2, 2, (ref run, scoped arguments) => TemplateValue.OfBoolean(ValueMembers.Has(ref run, arguments[0], GetName(ref run, arguments[1])) && !ValueMembers.Get(ref run, arguments[0], GetName(ref run, arguments[1])).IsNull)),
        new("object.size", 1, 1, (ref run, scoped arguments) => ValueMembers.GetSize(ref run, arguments[0]) is { IsNull: false } size ? size : TemplateValue.OfInteger(0)),
        new("object.default", 2, 2, Default),
    ];

    private static MemberText GetName(ref TemplateRun run, TemplateValue name) => new(ValueText.GetOrEmpty(ref run, name));

    /// <summary>Of null, and of what has no members, nothing.</summary>
    private static TemplateValue List(ref TemplateRun run, TemplateValue value, MemberText part)
    {
        if (value.IsNull || !ValueItems.Has(run, value))
        {
            return TemplateValue.OfList(0, 0);
        }

        var items = new ValueItems(run, value);
        var start = run.Workspace.Values.Length;
        if (!run.TryMakeValues(items.Count))
        {
            return TemplateValue.Null;
        }

        var count = 0;
        while (items.MoveNext(run, out var item) && item.Kind is TemplateValueKind.TokenMember or TemplateValueKind.MapMember)
        {
            run.Workspace.Add(ValueMembers.Get(ref run, item, part));
            count++;
        }

        return TemplateValue.OfList(start, count);
    }

    private static TemplateValue Default(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var value = arguments[0];
        var isEmpty = value.IsNull || (ValueText.Is(run, value) && ValueMembers.GetSize(ref run, value) is { Kind: TemplateValueKind.Integer, Integer: 0 });
        return isEmpty ? arguments[1] : value;
    }
}
