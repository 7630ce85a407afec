using System.Text.Json;
using Gateway.Core.Validation.Schemas;
using Gateway.Core.Validation.Types;
using Microsoft.Extensions.Hosting;

namespace Gateway.Core.Validation.Models;

/// <summary>Reads schemas from where they are.</summary>
/// <param name="environment">Has the app's content root.</param>
internal sealed class SchemaTexts(IHostEnvironment environment)
{
    private const int MaxFileBytes = 4 * 1024 * 1024;

    /// <exception cref="SchemaException">There is none.</exception>
    public SchemaSource Read(SchemaOrigin origin, string name, Uri baseUri, JsonSerializerOptions serializer) => origin switch
    {
        TextOrigin text => new SchemaSource(name, text.Text, baseUri),
        FileOrigin file => new SchemaSource($"file '{file.Path}'", ReadFile(file.Path), baseUri),
        TypeOrigin type => new SchemaSource($"the schema of type '{type.Type}'", ReadType(type, serializer), baseUri),
        _ => throw new InvalidOperationException($"Nothing reads a schema from {origin}."),
    };

    private string ReadFile(string path)
    {
        var file = Path.IsPathRooted(path) ? new FileInfo(path) : new FileInfo(Path.Combine(environment.ContentRootPath, path));
        if (!file.Exists)
        {
            throw new SchemaException(new SchemaFault($"file '{path}'", "", $"it is not there; looked for at '{file.FullName}'."));
        }

        if (file.Length > MaxFileBytes)
        {
            throw new SchemaException(new SchemaFault($"file '{path}'", "", $"it has {file.Length} bytes; {MaxFileBytes} are allowed."));
        }

        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SchemaException(new SchemaFault($"file '{path}'", "", $"it cannot be read: {exception.Message}"));
        }
    }

    private static string ReadType(TypeOrigin type, JsonSerializerOptions serializer)
    {
        try
        {
            return TypeSchema.Create(type.Type, serializer, type.AllowsUnknownMembers);
        }
        catch (InvalidOperationException exception)
        {
            throw new SchemaException(new SchemaFault($"the schema of type '{type.Type}'", "", exception.Message));
        }
    }
}
