using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>
/// Text with variables, the reference's gateway response templates: plain substitution, no language. Values are escaped for where
/// they go, so data cannot break out of the text.
/// </summary>
internal sealed class ResponseTemplate
{
    private readonly List<Part> _parts;

    private ResponseTemplate(List<Part> parts) => _parts = parts;

    /// <summary>A body: variables are written <c>$context.x</c> or <c>${context.x}</c>.</summary>
    public static ResponseTemplate ParseBody(string text, string mediaType, ContextVariableTable variables, Action<string> addError)
    {
        var escape = EscapeFor(mediaType);
        var parts = new List<Part>();
        var literal = 0;
        var position = 0;
        while ((position = text.IndexOf('$', position)) >= 0)
        {
            if (!TryReadReference(text, position, out var name, out var end))
            {
                position++;
                continue;
            }

            parts.Add(new Part(text[literal..position], null));
            parts.Add(new Part(null, Compile(name, variables, addError, name == "context.error.messageString" ? null : escape)));
            literal = position = end;
        }

        parts.Add(new Part(text[literal..], null));
        return new ResponseTemplate(parts);
    }

    /// <summary>A header value: a constant in single quotes, or one variable.</summary>
    public static ResponseTemplate ParseHeader(string text, ContextVariableTable variables, Action<string> addError)
    {
        if (text.Length >= 2 && text[0] == '\'' && text[^1] == '\'')
        {
            return new ResponseTemplate([new Part(OnlyHeaderCharacters(text[1..^1]), null)]);
        }

        if (!IsReference(text))
        {
            addError($"the value '{text}' must be a constant in single quotes, or a variable such as context.requestId.");
            return new ResponseTemplate([]);
        }

        return new ResponseTemplate([new Part(null, Compile(text, variables, addError, OnlyHeaderCharacters))]);
    }

    public string Render(GatewayFeature feature)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(part.Literal ?? part.Read!(feature));
        }

        return text.ToString();
    }

    private static bool IsReference(string name) =>
        name.StartsWith("context.", StringComparison.Ordinal)
        || name.StartsWith("stageVariables.", StringComparison.Ordinal)
        || name.StartsWith("method.request.", StringComparison.Ordinal);

    private static bool TryReadReference(string text, int dollar, out string name, out int end)
    {
        var braced = dollar + 1 < text.Length && text[dollar + 1] == '{';
        var start = braced ? dollar + 2 : dollar + 1;
        end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.'))
        {
            end++;
        }

        // A full stop that ends a sentence is not part of the name.
        while (!braced && end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        name = text[start..end];
        if (braced && (end >= text.Length || text[end++] != '}'))
        {
            return false;
        }

        return IsReference(name);
    }

    private static Func<GatewayFeature, string?> Compile(
        string name,
        ContextVariableTable variables,
        Action<string> addError,
        Func<string, string>? escape)
    {
        var read = Find(name, variables, addError);
        return feature => read(feature) is { } value ? escape is null ? value : escape(value) : "";
    }

    private static Func<GatewayFeature, string?> Find(string name, ContextVariableTable variables, Action<string> addError)
    {
        var parts = name.Split('.', 2);
        if (parts[0] == "stageVariables")
        {
            return feature => feature.Stage.Variables.GetValueOrDefault(parts[1]);
        }

        if (parts[0] == "context")
        {
            if (variables.TryGet(parts[1], out var read))
            {
                return read;
            }

            addError($"'{name}' is not a context variable. Known: {string.Join(", ", variables.Names.Order(StringComparer.Ordinal))}.");
            return _ => null;
        }

        var request = name["method.request.".Length..].Split('.', 2);
        if (request.Length == 2)
        {
            switch (request[0])
            {
                case "header":
                    return feature => feature.HttpContext.Request.Headers[request[1]];
                case "querystring":
                    return feature => feature.HttpContext.Request.Query[request[1]];
                case "path":
                    return feature => feature.HttpContext.GetRouteValue(request[1])?.ToString();
            }
        }

        addError($"'{name}' must be method.request.header.name, method.request.querystring.name or method.request.path.name.");
        return _ => null;
    }

    private static Func<string, string>? EscapeFor(string mediaType)
    {
        // What follows the semicolon, a charset, says nothing about the syntax.
        var type = mediaType.AsSpan(0, mediaType.IndexOf(';') is var end and >= 0 ? end : mediaType.Length).TrimEnd();
        if (type.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            return value => JsonEncodedText.Encode(value).Value;
        }

        return type.EndsWith("xml", StringComparison.OrdinalIgnoreCase) || type.EndsWith("html", StringComparison.OrdinalIgnoreCase)
            ? HtmlEncoder.Default.Encode
            : null;
    }

    private static string OnlyHeaderCharacters(string value) =>
        value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? string.Concat(value.Where(c => c is >= ' ' and <= '~')) : value;

    private readonly record struct Part(string? Literal, Func<GatewayFeature, string?>? Read);
}
