using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;

namespace Gateway.Core.Mapping.Templates;

/// <summary>Compiles templates, each once for the definition that names it.</summary>
/// <param name="names">What templates are given.</param>
/// <param name="environment">Has the app's content root.</param>
internal sealed class TemplateCatalog(TemplateNames names, IHostEnvironment environment)
{
    private const int MaxFileBytes = 1024 * 1024;

    // Weakly: the templates of endpoints that are gone go with them.
    private readonly ConditionalWeakTable<TemplateOrigin, MappingTemplate> _compiled = [];

    /// <param name="origin">The template, and what it is kept for.</param>
    /// <param name="mediaType">What it writes.</param>
    /// <exception cref="TemplateException">It cannot be used.</exception>
    public MappingTemplate Get(TemplateOrigin origin, string mediaType) => _compiled.GetValue(origin, _ => Compile(origin, mediaType));

    private MappingTemplate Compile(TemplateOrigin origin, string mediaType)
    {
        if (!TemplateContentTypes.TryGet(mediaType, out var type))
        {
            throw new TemplateException([$"how values are encoded in '{mediaType}' is not known; it must be {TemplateContentTypes.Known}."]);
        }

        return MappingTemplate.Compile(origin.Text ?? ReadFile(origin.Path!), origin.Name, type, names);
    }

    private string ReadFile(string path)
    {
        var file = Path.IsPathRooted(path) ? new FileInfo(path) : new FileInfo(Path.Combine(environment.ContentRootPath, path));
        if (!file.Exists || file.Length > MaxFileBytes)
        {
            throw new TemplateException([file.Exists
                ? $"file '{path}' has {file.Length} bytes; {MaxFileBytes} are allowed."
                : $"file '{path}' is not there; looked for at '{file.FullName}'."]);
        }

        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TemplateException([$"file '{path}' cannot be read: {exception.Message}"]);
        }
    }
}
