using NJsonSchema;
using NJsonSchema.Generation;

namespace Gateway.Core.Validation.Types;

/// <summary>Tells apart types of one name from two assemblies.</summary>
internal sealed class TypeResolver(JsonSchema root, JsonSchemaGeneratorSettings settings) : JsonSchemaResolver(root, settings)
{
    protected override string GetTypeKey(Type type, bool isIntegerEnum) => type.AssemblyQualifiedName ?? base.GetTypeKey(type, isIntegerEnum);
}
