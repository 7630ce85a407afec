using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Core.Validation.Types.Values;

namespace Gateway.Core.Validation.Types;

/// <summary>
/// What the binder says of the types below one root. The names, members and shapes are System.Text.Json's own, so that the schema cannot know
/// them differently. Also knows where in the root the generator is, for the message of what fails there.
/// </summary>
internal sealed class BindingContract
{
    // Each level takes a few frames of the stack, and a body so deep the binder refuses long before.
    private const int MaxDepth = 256;

    private readonly Stack<string> _members = new();

    public BindingContract(Type root, JsonSerializerOptions options, bool allowUnknownMembers)
    {
        Root = root;
        AllowUnknownMembers = allowUnknownMembers;
        Options = options.IsReadOnly ? options : Copy(options);
        if (options.ReferenceHandler is not null && options.ReferenceHandler != ReferenceHandler.IgnoreCycles)
        {
            throw Fail(root, "and the serializer's ReferenceHandler adds $id and $ref to objects, which a schema cannot follow; leave it unset.");
        }
    }

    public Type Root { get; }

    public JsonSerializerOptions Options { get; }

    public bool AllowUnknownMembers { get; }

    public JsonTypeInfo GetContract(Type type)
    {
        if (UnbindableTypes.Contains(type))
        {
            throw Fail(type, "which is never read from JSON; describe the type of the body itself.");
        }

        JsonTypeInfo contract;
        try
        {
            contract = Options.GetTypeInfo(type);
        }
        catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException)
        {
            throw Fail(type, $"which System.Text.Json cannot bind: {exception.Message}", exception);
        }

        Verify(type, contract.NumberHandling);
        return contract;
    }

    /// <summary>A document is read in one way as a whole, so a part of it cannot have numbers of its own.</summary>
    /// <exception cref="InvalidOperationException">It has.</exception>
    public void Verify(Type type, JsonNumberHandling? own)
    {
        if (own is { } handling && ((handling ^ Options.NumberHandling) & ~JsonNumberHandling.WriteAsString) != 0)
        {
            throw Fail(
                type,
                $"and [JsonNumberHandling] has its numbers read otherwise ({handling}) than the serializer's options ({Options.NumberHandling}), which a "
                + "schema cannot follow; set NumberHandling in the options.");
        }
    }

    public BindingShape GetShape(Type type)
    {
        var contract = GetContract(type);
        if (IsBuiltIn(contract) && Nullable.GetUnderlyingType(type) is { } underlying)
        {
            type = underlying;
            contract = GetContract(type);
        }

        return contract.Kind switch
        {
            JsonTypeInfoKind.Object => BindingShape.Object,
            JsonTypeInfoKind.Enumerable => BindingShape.Array,
            JsonTypeInfoKind.Dictionary => BindingShape.Dictionary,
            _ when !IsBuiltIn(contract) => BindingShape.Opaque,
            _ when type.IsEnum => BindingShape.Enumeration,
            _ when ScalarSchemas.Contains(type) => BindingShape.Scalar,
            _ when contract.Converter.GetType().Name.StartsWith("Unsupported", StringComparison.Ordinal) =>
                throw Fail(type, "which System.Text.Json refuses to bind; leave the member out with [JsonIgnore], or give it a converter."),
            _ => BindingShape.Opaque,
        };
    }

    /// <summary>Whether an object of the type may have members that the type does not have.</summary>
    public bool AllowsUnknownMembers(JsonTypeInfo contract) =>
        contract.Properties.Any(property => property.IsExtensionData) || (contract.UnmappedMemberHandling, Options.UnmappedMemberHandling) switch
        {
            ({ } own, _) => own == JsonUnmappedMemberHandling.Skip,
            (_, JsonUnmappedMemberHandling.Disallow) => false,
            _ => AllowUnknownMembers,
        };

    public void Enter(string member)
    {
        _members.Push(member);
        if (_members.Count > MaxDepth)
        {
            throw Fail(Root, $"whose members nest through more than {MaxDepth} types; give one of them a converter of its own.");
        }
    }

    public void Leave() => _members.Pop();

    public InvalidOperationException Fail(Type type, string reason, Exception? inner = null)
    {
        var place = _members.TryPeek(out var member) ? $"{member} is of type {TypeName.Of(type)}" : $"it is of type {TypeName.Of(type)}";
        return new InvalidOperationException($"No JSON Schema can be made of {TypeName.Of(Root)}: {place}, {reason}", inner);
    }

    private static bool IsBuiltIn(JsonTypeInfo contract) => contract.Converter.GetType().Assembly == typeof(JsonSerializer).Assembly;

    private static JsonSerializerOptions Copy(JsonSerializerOptions options)
    {
        var copy = new JsonSerializerOptions(options);
        copy.MakeReadOnly(populateMissingResolver: true);
        return copy;
    }
}
