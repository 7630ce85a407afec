using Gateway.Core.Mapping.Paths;
using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Values;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary><c>input.*</c>: the body, what paths find in it, and the request's parameters.</summary>
internal sealed class InputRoot : ITemplateRoot
{
    private const string Known = "Known: input.body, input.json(PATH), input.path(PATH), input.params(NAME), input.params().path.NAME, "
        + "input.params().querystring.NAME and input.params().header.NAME.";

    public TemplateExpression Resolve(ReadOnlySpan<TemplateAccess> chain, out int used)
    {
        used = 2;
        switch (chain)
        {
            case [{ Name: "body" }, ..]:
                used = 1;
                return new BodyExpression();
            case [{ Name: "json" }, { Arguments: { } arguments }, ..]:
                return new PathExpression(GetPath("input.json", arguments), isJson: true);
            case [{ Name: "path" }, { Arguments: { } arguments }, ..]:
                return new PathExpression(GetPath("input.path", arguments), isJson: false);
            case [{ Name: "params" }, { Arguments: [var name] }, ..]:
                return name.Constant is { Kind: TemplateValueKind.Text } constant
                    ? new FeatureExpression(feature => RequestParameters.Read(feature, constant.Text))
                    : new NamedExpression(name, RequestParameters.Read);
            case [{ Name: "params" }, { Arguments: [] }, { Name: { } location }, ..]:
                used = 4;
                return ResolveParameter(location, chain[3..]);
            default:
                throw new FormatException($"this is not known of input. {Known}");
        }
    }

    private static TemplateExpression ResolveParameter(string location, ReadOnlySpan<TemplateAccess> chain)
    {
        Func<GatewayFeature, string, string?> read = location switch
        {
            "path" => RequestParameters.ReadPath,
            "querystring" => RequestParameters.ReadQuery,
            "header" => RequestParameters.ReadHeader,
            _ => throw new FormatException($"input.params().{location} is not known. {Known}"),
        };
        return chain switch
        {
            [{ Name: { } name }, ..] => new FeatureExpression(feature => read(feature, name)),
            [{ Index: { } index }, ..] => new NamedExpression(index, read),
            _ => throw new FormatException($"input.params().{location} needs a name: input.params().{location}.NAME."),
        };
    }

    private static JsonPath GetPath(string function, TemplateExpression[] arguments)
    {
        if (arguments is not [{ Constant: { Kind: TemplateValueKind.Text } path }])
        {
            throw new FormatException($"{function} takes one path, which is a text that the template has, such as {function}(\"$.order.id\").");
        }

        try
        {
            return JsonPath.Parse(path.Text);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{function}: {exception.Message}", exception);
        }
    }
}
