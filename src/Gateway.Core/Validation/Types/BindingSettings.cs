using NJsonSchema.Generation;

namespace Gateway.Core.Validation.Types;

internal sealed class BindingSettings : JsonSchemaGeneratorSettings
{
    public BindingSettings(BindingContract contract)
        : base(new BindingReflection(contract))
    {
        // Both read documentation files from the disk.
        UseXmlDocumentation = false;
        GenerateExamples = false;
        // No arrow to the base: an allOf of closed objects accepts nothing. Every type has all its members.
        FlattenInheritanceHierarchy = true;
        GenerateKnownTypes = false;
    }
}
