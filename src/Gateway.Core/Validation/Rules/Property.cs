using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>A name that a schema knows of an object's members.</summary>
/// <param name="name">In UTF-8.</param>
/// <param name="ignoresCase">As the documents are read.</param>
internal sealed class Property(byte[] name, bool ignoresCase)
{
    public int Hash { get; } = MemberName.GetHash(name, isEscaped: false, ignoresCase);

    public byte[] Name { get; } = name;

    /// <summary>What <c>properties</c> says of it, or null where it is only named elsewhere.</summary>
    public Schema? Schema { get; init; }

    /// <summary>Set where <c>required</c> names it.</summary>
    public Expectation? Required { get; init; }
}
