using System.Net;
using Gateway.Core.Mapping.Templates.Functions;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>What <c>util</c> can do.</summary>
internal static class UtilFunctions
{
    // Of a character: %XX for each of three bytes.
    private const int UrlEncodedLength = 9;

    public static readonly TemplateFunction[] All =
    [
        new("base64Decode", 1, 1, StringConversionFunctions.Base64Decode),
        new("base64Encode", 1, 1, StringConversionFunctions.Base64Encode),
        new("escapeJavaScript", 1, 1, EscapeJavaScript),
        new("parseJson", 1, 1, (ref run, scoped arguments) => JsonValues.Read(ref run, arguments[0])),
        new("urlDecode", 1, 1, UrlDecode),
        new("urlEncode", 1, 1, UrlEncode),
    ];

    private static TemplateValue EscapeJavaScript(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        return run.TryMakeText((long)text.Length * JavaScriptText.LongestEscape)
            ? TemplateValue.OfText(JavaScriptText.Escape(text))
            : TemplateValue.Null;
    }

    /// <summary>As forms are: a space is a plus sign.</summary>
    private static TemplateValue UrlEncode(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        return run.TryMakeText((long)text.Length * UrlEncodedLength) ? TemplateValue.OfText(WebUtility.UrlEncode(text)) : TemplateValue.Null;
    }

    private static TemplateValue UrlDecode(ref TemplateRun run, scoped ReadOnlySpan<TemplateValue> arguments)
    {
        var text = ValueText.GetOrEmpty(ref run, arguments[0]);
        return run.TryMakeText(text.Length) ? TemplateValue.OfText(WebUtility.UrlDecode(text)) : TemplateValue.Null;
    }
}
