using System.Globalization;
using Newtonsoft.Json;
using NJsonSchema;

namespace Gateway.Core.Validation.Types;

internal static class SchemaText
{
    /// <summary>
    /// As <see cref="JsonSchema.ToJson()"/>, which would take up the app's <see cref="JsonConvert.DefaultSettings"/>: with type names among them
    /// the text would no longer be a schema.
    /// </summary>
    public static string Write(JsonSchema schema)
    {
        var resolver = JsonSchema.CreateJsonSerializerContractResolver(SchemaType.JsonSchema);
        JsonSchemaReferenceUtilities.UpdateSchemaReferencePaths(schema, removeExternalReferences: false, resolver);

        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var writer = new JsonTextWriter(text) { Formatting = Formatting.Indented };
        JsonSerializer.Create(new JsonSerializerSettings { ContractResolver = resolver }).Serialize(writer, schema);
        return text.ToString();
    }
}
