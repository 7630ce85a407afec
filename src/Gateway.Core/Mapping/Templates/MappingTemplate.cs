using System.Text.Encodings.Web;
using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Scriban;
using Gateway.Core.Mapping.Templates.Values;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping.Templates;

/// <summary>A mapping template, read once at the start of the app, and run by our own nodes on every request.</summary>
internal sealed class MappingTemplate
{
    private readonly TemplateProgram _program;
    private readonly TemplateWorkspacePool _workspaces;
    private readonly TextEncoder? _encoder;
    private readonly bool _isJson;

    private MappingTemplate(TemplateProgram program, TemplateContentType contentType, TemplateWorkspacePool workspaces)
    {
        _program = program;
        _workspaces = workspaces;
        _isJson = contentType == TemplateContentType.Json;
        _encoder = contentType switch
        {
            TemplateContentType.Json => ValueWriter.JsonEncoder,
            TemplateContentType.Markup => MarkupCharacters.Encoder,
            TemplateContentType.Form => UrlEncoder.Default,
            _ => null,
        };
    }

    /// <summary>Whether the body must be at hand. It is read only when the template comes to ask for it.</summary>
    public bool NeedsBody => _program.NeedsBody;

    /// <param name="text">The template.</param>
    /// <param name="fileName">What messages call it.</param>
    /// <param name="contentType">What it writes.</param>
    /// <param name="names">What it is given.</param>
    /// <exception cref="TemplateException">It cannot be used; the messages say all that is wrong.</exception>
    public static MappingTemplate Compile(string text, string fileName, TemplateContentType contentType, TemplateNames names)
    {
        var errors = new TemplateErrors();
        var program = ScribanTemplate.Compile(text, fileName, names, errors);
        if (!errors.HasAny && contentType == TemplateContentType.Json)
        {
            new PositionTracker(errors).Track(program.Root, program.End);
        }

        return errors.HasAny ? throw errors.ToException() : new MappingTemplate(program, contentType, names.Workspaces);
    }

    /// <param name="input">What it is rendered from.</param>
    /// <param name="destination">Gets the output, which may be sent only where the outcome is <see cref="TemplateOutcome.Rendered"/>.</param>
    public TemplateOutcome Render(in TemplateInput input, PooledBytes destination)
    {
        var workspace = _workspaces.Rent();
        try
        {
            workspace.Reserve(_program.Locals, _program.Loops);
            var run = new TemplateRun(input, workspace, destination, _encoder);
            _program.Root.Execute(ref run);
            run.Output.Flush();
            return run.Outcome == TemplateOutcome.Rendered && _isJson && !run.State.IsComplete ? TemplateOutcome.InvalidOutput : run.Outcome;
        }
        finally
        {
            _workspaces.Return(workspace);
        }
    }
}
