namespace Gateway.Core.Validation.Schemas;

/// <summary>A schema cannot be used. All that is known to be wrong with it.</summary>
internal sealed class SchemaException(IReadOnlyList<SchemaFault> faults) : Exception(string.Join(" ", faults))
{
    public SchemaException(SchemaFault fault)
        : this([fault])
    {
    }

    public IReadOnlyList<SchemaFault> Faults { get; } = faults;
}
