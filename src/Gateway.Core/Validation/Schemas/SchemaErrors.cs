using System.Globalization;
using System.Text;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas;

/// <summary>Makes errors from the tokens that they were noted at.</summary>
internal static class SchemaErrors
{
    // A name is the client's own text; more of it than this helps nobody.
    private const int MaxNameLength = 64;

    // A small body nested to the bound would otherwise be answered by one many times its size.
    private const int MaxPointerLength = 256;

    public static IReadOnlyList<SchemaError> Create(in TokenizedJson json, ReadOnlySpan<(int Index, Expectation Expectation)> noted)
    {
        var errors = new SchemaError[noted.Length];
        for (var i = 0; i < noted.Length; i++)
        {
            errors[i] = new SchemaError(GetPointer(json, noted[i].Index), noted[i].Expectation.Keyword, noted[i].Expectation.Expected, noted[i].Expectation.Member);
        }

        return errors;
    }

    /// <summary>Goes down from the root, at every level to the member or item that the token is in.</summary>
    private static string GetPointer(in TokenizedJson json, int index)
    {
        var pointer = new StringBuilder();
        var container = 0;
        while (container != index)
        {
            var isObject = json.Tokens[container].Kind == JsonTokenKind.Object;
            var item = container + 1;
            for (var i = 0; ; i++)
            {
                var value = isObject ? item + 1 : item;
                if (index < json.Tokens[value].Next)
                {
                    pointer.Append('/').Append(isObject ? GetName(json, item) : i.ToString(CultureInfo.InvariantCulture));
                    container = index == item ? index : value;
                    break;
                }

                item = json.Tokens[value].Next;
            }
        }

        return pointer.Length <= MaxPointerLength ? pointer.ToString() : pointer.ToString(0, MaxPointerLength) + "…";
    }

    private static string GetName(in TokenizedJson json, int name)
    {
        using var plain = new PlainText(json.GetText(name), json.Tokens[name].IsEscaped, stackalloc byte[256]);
        var text = Encoding.UTF8.GetString(plain.Bytes);
        if (text.Length > MaxNameLength)
        {
            var length = char.IsHighSurrogate(text[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength;
            text = string.Concat(text.AsSpan(0, length), "…");
        }

        return text.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }
}
