using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Validation.Schemas;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Gateway.Core.Validation;

/// <summary>
/// Validates the bodies of a controller's actions, or of one action, by a schema made from a type. Actions that bind no body are left alone
/// where no type is given.
/// </summary>
/// <param name="type">The type; null for the one that each action binds from its body.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequestSchemaAttribute(Type? type = null) : Attribute, IRequestSchemaMetadata, IFilterFactory
{
    /// <summary>Gets the type that the schema is made from. Members that it does not have are refused.</summary>
    /// <value>Null for the one that each action binds from its body.</value>
    public Type? Type { get; } = type;

    string? IRequestSchemaMetadata.ContentType => null;

    SchemaOrigin? IRequestSchemaMetadata.Origin => Type is null ? null : new TypeOrigin(Type, AllowsUnknownMembers: false);

    bool IRequestSchemaMetadata.NeedsAcceptedBody => false;

    bool IFilterFactory.IsReusable => true;

    /// <summary>Without the gateway's services nothing would enforce the attribute, and bodies would pass unseen.</summary>
    IFilterMetadata IFilterFactory.CreateInstance(IServiceProvider serviceProvider)
    {
        MissingServices.ThrowIfMissing(serviceProvider);
        return new Enforced();
    }

    /// <summary>Does nothing: the gateway's own filter or the endpoint's wrapper validates.</summary>
    private sealed class Enforced : IFilterMetadata;
}
