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
        new("object.has_key", 2, 2, (ref run, scoped arguments) => Has(ref run, arguments, mayBeNull: true)),
        new("object.has_value", 2, 2, (ref run, scoped arguments) => Has(ref run, arguments, mayBeNull: false)),
        new("object.size", 1, 1, Size),
        new("object.default", 2, 2, Default),
    ];

    private static TemplateValue Has(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments, bool mayBeNull)
    {
        return MemberText.Create(ref run, arguments[1]) is not { } name ? TemplateValue.Null : TemplateValue.OfBoolean(
            ValueMembers.Has(ref run, arguments[0], name) && (mayBeNull || !ValueMembers.Get(ref run, arguments[0], name).IsNull));
    }

    private static TemplateValue Size(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var size = ValueMembers.GetSize(ref run, arguments[0]);
        return size.IsNull ? TemplateValue.OfInteger(0) : size;
    }

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
        var isEmpty = value.IsNull || (ValueText.Is(run, value) && ValueText.GetOrEmpty(ref run, value).Length == 0);
        return isEmpty ? arguments[1] : value;
    }
}
