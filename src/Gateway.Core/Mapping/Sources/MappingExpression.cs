using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Sources;

/// <summary>Compiles the expressions of the reference's parameter mappings.</summary>
/// <param name="variables">What <c>context.</c> knows.</param>
/// <param name="bounds">How much of a body is read.</param>
/// <param name="isRequest">Whether they map a request, which has no response to read from yet.</param>
internal sealed class MappingExpression(ContextVariableTable variables, BodyPathBounds bounds, bool isRequest)
{
    private const string Request = "method.request.";
    private const string Response = "integration.response.";
    private const string Context = "context.";
    private const string StageVariables = "stageVariables.";
    private const string Body = "body";

    private string Sender => isRequest ? Request : Response;

    private string Known => isRequest
        ? "method.request.path.NAME, method.request.querystring.NAME, method.request.multivaluequerystring.NAME, method.request.header.NAME, "
            + "method.request.multivalueheader.NAME, method.request.body, method.request.body.PATH, stageVariables.NAME, context.NAME or 'constant'"
        : "integration.response.header.NAME, integration.response.multivalueheader.NAME, integration.response.body, "
            + "integration.response.body.PATH, stageVariables.NAME, context.NAME or 'constant'";

    /// <exception cref="FormatException">It is none; the message says what would be right.</exception>
    public MappingSource Parse(string text) =>
        text.StartsWith('\'') ? ParseConstant(text)
        : text.StartsWith(Sender, StringComparison.Ordinal) ? ParseSender(text, text[Sender.Length..])
        : text.StartsWith(StageVariables, StringComparison.Ordinal) ? new StageVariableSource(GetName(text, text[StageVariables.Length..]))
        : text.StartsWith(Context, StringComparison.Ordinal) ? ParseContext(text, text[Context.Length..])
        : throw Unknown(text);

    private static LiteralSource ParseConstant(string text)
    {
        if (text.Length < 2 || text[^1] != '\'')
        {
            throw new FormatException($"{text}: a constant stands between single quotes.");
        }

        return HeaderText.HasControls(text)
            ? throw new FormatException("a constant must not have control characters.")
            : new LiteralSource(text[1..^1]);
    }

    private MappingSource ParseSender(string text, string source)
    {
        if (source == Body)
        {
            return new BodyTextSource();
        }

        if (source.StartsWith(Body, StringComparison.Ordinal) && source.Length > Body.Length && source[Body.Length] is '.' or '[')
        {
            // What stands for the body stands for the $ of a path: body.a is $.a, and body..a is $..a.
            var path = source[Body.Length..];
            return ParseBodyPath(text, path is ['.', not '.', ..] ? path[1..] : path);
        }

        var dot = source.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? throw Unknown(text) : GetName(text, source[(dot + 1)..]);
        return source[..dot] switch
        {
            "header" => CreateHeader(name, takesAll: false),
            "multivalueheader" => CreateHeader(name, takesAll: true),
            "querystring" when isRequest => new QuerySource(name, takesAll: false),
            "multivaluequerystring" when isRequest => new QuerySource(name, takesAll: true),
            "path" when isRequest => new RouteSource(name),
            _ => throw Unknown(text),
        };
    }

    private MappingSource CreateHeader(string name, bool takesAll) =>
        isRequest ? new RequestHeaderSource(name, takesAll) : new ResponseHeaderSource(name, takesAll);

    private BodyPathSource ParseBodyPath(string text, string path)
    {
        try
        {
            return new BodyPathSource(JsonPath.ParseReference(path), bounds);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{text}: {exception.Message}", exception);
        }
    }

    private ContextSource ParseContext(string text, string name) =>
        variables.TryGet(name, out var read)
            ? new ContextSource(text, read)
            : throw new FormatException(
                $"{text} is not a context variable. Known: {string.Join(", ", variables.Names.Order(StringComparer.Ordinal))}, authorizer.NAME.");

    // The reference's rule for names: ^[a-zA-Z0-9._$-]+$.
    private static string GetName(string text, string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '$' or '-')
            ? name
            : throw new FormatException($"{text}: a name has letters, digits and . _ $ -. For another, use a delegate in place of the expression.");

    private FormatException Unknown(string text) => new($"{text} must be {Known}.");
}
