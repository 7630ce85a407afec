using System.Text;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Members of objects by name, and items of arrays by number. What is not there is null.</summary>
internal static class ValueMembers
{
    public static readonly MemberText Key = new("key");
    public static readonly MemberText Value = new("value");
    private static readonly MemberText Size = new("size");

    public static TemplateValue Get(ref TemplateRun run, TemplateValue target, MemberText name)
    {
        target = target.AsToken();
        switch (target.Kind)
        {
            case TemplateValueKind.Token:
                return OfToken(ref run, target, name);
            case TemplateValueKind.TokenMember:
                return name.Is(Key) ? TemplateValue.OfText(GetName(ref run, target.Token))
                    : name.Is(Value) ? TemplateValue.OfToken(run.Body.Tokens, target.Token + 1)
                    : TemplateValue.Null;
            case TemplateValueKind.Map:
                return Find(ref run, target, name) is >= 0 and var found ? run.Workspace.Values[found + 1] : TemplateValue.Null;
            case TemplateValueKind.MapMember:
                return name.Is(Key) ? run.Workspace.Values[target.Start]
                    : name.Is(Value) ? run.Workspace.Values[target.Start + 1]
                    : TemplateValue.Null;
            default:
                return name.Is(Size) ? GetSize(ref run, target) : TemplateValue.Null;
        }
    }

    /// <summary>Whether the object has the name, with null or another value.</summary>
    public static bool Has(ref TemplateRun run, TemplateValue target, MemberText name) => target.Kind switch
    {
        TemplateValueKind.Token or TemplateValueKind.Json => run.Body.Tokens[target.Token].Kind == JsonTokenKind.Object && FindToken(ref run, target.Token, name) > 0,
        TemplateValueKind.Map => Find(ref run, target, name) >= 0,
        TemplateValueKind.TokenMember or TemplateValueKind.MapMember => name.Is(Key) || name.Is(Value),
        _ => false,
    };

    public static TemplateValue GetItem(ref TemplateRun run, TemplateValue target, TemplateValue index)
    {
        if (target.IsNull || index.IsNull)
        {
            return TemplateValue.Null;
        }

        target = target.AsToken();
        var isArray = target.Kind is TemplateValueKind.List or TemplateValueKind.Range
            || (target.Kind == TemplateValueKind.Token && run.Body.Tokens[target.Token].Kind == JsonTokenKind.Array);
        if (ValueText.Is(run, target))
        {
            return GetCharacter(ref run, target, index);
        }

        if (!isArray)
        {
            return MemberText.Create(ref run, index) is { } name ? Get(ref run, target, name) : TemplateValue.Null;
        }

        return ValueNumber.TryGetInteger(ref run, index, out var number) ? GetItem(ref run, target, number) : TemplateValue.Null;
    }

    /// <summary>How many characters a text has, an array items, an object members; null for what has no size.</summary>
    public static TemplateValue GetSize(ref TemplateRun run, TemplateValue target) =>
        target.Kind == TemplateValueKind.Text || IsString(run, target)
            ? TemplateValue.OfInteger(ValueText.GetOrEmpty(ref run, target).Length)
            : ValueItems.Has(run, target) ? TemplateValue.OfInteger(new ValueItems(run, target).Count) : TemplateValue.Null;

    public static string? GetName(ref TemplateRun run, int name)
    {
        var token = run.Body.Tokens[name];
        if (!run.TryMakeText(token.Length))
        {
            return null;
        }

        using var plain = new PlainText(run.Body.GetText(token), token.IsEscaped, stackalloc byte[256]);
        return Encoding.UTF8.GetString(plain.Bytes);
    }

    private static bool IsString(in TemplateRun run, TemplateValue value) =>
        value.Kind == TemplateValueKind.Token && run.Body.Tokens[value.Token].Kind == JsonTokenKind.String;

    private static TemplateValue OfToken(ref TemplateRun run, TemplateValue target, MemberText name)
    {
        if (run.Body.Tokens[target.Token].Kind != JsonTokenKind.Object)
        {
            return name.Is(Size) ? GetSize(ref run, target) : TemplateValue.Null;
        }

        return FindToken(ref run, target.Token, name) is > 0 and var found
            ? TemplateValue.OfToken(run.Body.Tokens, found + 1)
            : TemplateValue.Null;
    }

    /// <returns>The token of the name, or 0.</returns>
    private static int FindToken(ref TemplateRun run, int target, MemberText name)
    {
        var body = run.Body;
        ref readonly var container = ref body.Tokens[target];
        if (!run.TrySpend(container.Count))
        {
            return 0;
        }

        var index = target + 1;
        for (var left = container.Count; left > 0; left--)
        {
            ref readonly var token = ref body.Tokens[index];
            if (token.Hash == name.Hash && MemberName.Equals(body.GetText(token), token.IsEscaped, name.Utf8, false, ignoresCase: false))
            {
                return index;
            }

            index = body.Tokens[index + 1].Next;
        }

        return 0;
    }

    private static int Find(ref TemplateRun run, TemplateValue map, MemberText name)
    {
        // The last of two of the same name, as readers of JSON have it.
        for (var i = map.Start + map.Count - 2; i >= map.Start && run.TrySpend(1); i -= 2)
        {
            var text = run.Workspace.Values[i].Text;
            if (text.Length == name.Text.Length && run.TrySpendOnBytes(text.Length) && text == name.Text)
            {
                return i;
            }
        }

        return -1;
    }

    private static TemplateValue GetCharacter(ref TemplateRun run, TemplateValue target, TemplateValue index)
    {
        var text = ValueText.GetOrEmpty(ref run, target);
        if (!ValueNumber.TryGetInteger(ref run, index, out var number))
        {
            return TemplateValue.Null;
        }

        number += number < 0 ? text.Length : 0;
        return number >= 0 && number < text.Length && run.TryMakeText(1) ? TemplateValue.OfText(text[number].ToString()) : TemplateValue.Null;
    }

    private static TemplateValue GetItem(ref TemplateRun run, TemplateValue target, long index)
    {
        var items = new ValueItems(run, target);
        index += index < 0 ? items.Count : 0;
        if (index < 0 || index >= items.Count || !run.TrySpend((int)index + 1))
        {
            return TemplateValue.Null;
        }

        if (target.Kind == TemplateValueKind.List)
        {
            return run.Workspace.Values[target.Start + (int)index];
        }

        var item = TemplateValue.Null;
        for (; index >= 0; index--)
        {
            items.MoveNext(run, out item);
        }

        return item;
    }
}
