using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Nodes.Statements;
using Scriban;
using Scriban.Parsing;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>Reads templates in Scriban's language. This folder alone knows the library, and only its parser: its interpreter never runs.</summary>
internal static class ScribanTemplate
{
    public static TemplateProgram Compile(string text, string fileName, TemplateNames names, TemplateErrors errors)
    {
        var end = FindEnd(text, fileName);
        var template = Template.Parse(text, fileName);
        foreach (var message in template.Messages.Where(message => message.Type == ParserMessageType.Error))
        {
            errors.Add(new TemplatePlace(fileName, message.Span.Start.Line + 1, message.Span.Start.Column + 1), message.Message);
        }

        if (errors.HasAny || template.Page?.Body is not { } body)
        {
            return new TemplateProgram(new BlockStatement([]), end, 0, 0, NeedsBody: false);
        }

        var scope = new ScribanScope(fileName, names, errors, AssignedNames.Of(body));
        var root = new StatementCompiler(scope).Compile(body);
        return new TemplateProgram(root, end, scope.LocalCount, scope.LoopCount, scope.NeedsBody);
    }

    private static TemplatePlace FindEnd(string text, string fileName)
    {
        var line = text.AsSpan().Count('\n');
        return new TemplatePlace(fileName, line + 1, text.Length - text.LastIndexOf('\n'));
    }
}
