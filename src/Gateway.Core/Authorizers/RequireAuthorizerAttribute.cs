using Gateway.Core.Pipeline.Composition;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Gateway.Core.Authorizers;

/// <summary>Requires that an authorizer lets requests to the actions of a controller, or to one action, pass. Several must all do so.</summary>
/// <param name="name">The name under which it was added. One that does not exist stops the start.</param>
/// <param name="scopes">What the authorizer is told to ask for.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequireAuthorizerAttribute(string name, params string[] scopes) : Attribute, IRequiredAuthorizerMetadata, IFilterFactory
{
    /// <summary>Gets the authorizer's name.</summary>
    public string Authorizer { get; } = name;

    /// <summary>Gets what the authorizer is told to ask for.</summary>
    /// <value>Empty when nothing is.</value>
    public IReadOnlyList<string> Scopes { get; } = scopes;

    bool IFilterFactory.IsReusable => true;

    /// <summary>Without the gateway's services nothing would enforce the attribute, and the action would be open.</summary>
    IFilterMetadata IFilterFactory.CreateInstance(IServiceProvider serviceProvider)
    {
        MissingServices.ThrowIfMissing(serviceProvider);
        return new Enforced();
    }

    /// <summary>Does nothing: the gateway's own filter or the endpoint's wrapper asks the authorizer.</summary>
    private sealed class Enforced : IFilterMetadata;
}
