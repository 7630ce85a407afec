using System.Reflection;
using Gateway.Core.Pipeline.Limits;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline;

/// <summary>
/// The caller of a request, in the usage plan that was charged or that refused. Immutable, shared by all requests of the same key and
/// plan, and safe to keep after the request.
/// </summary>
/// <remarks>
/// A handler takes it as a parameter, <c>(GatewayCaller caller) =&gt; …</c>, in minimal APIs and in MVC actions; it is not part of
/// the API description. Make the parameter nullable where the endpoint may run without a usage plan.
/// </remarks>
public sealed class GatewayCaller : IBindableFromHttpContext<GatewayCaller>
{
    internal GatewayCaller(CallerIdentity identity, string plan, ICallerUsage usage)
    {
        Id = identity.Id;
        Name = identity.Name;
        Tags = identity.Tags;
        Plan = plan;
        Usage = usage;
    }

    /// <summary>Gets the id of the API key, never its value.</summary>
    public string Id { get; }

    /// <summary>Gets the display name of the API key.</summary>
    /// <value>Null when the key has none.</value>
    public string? Name { get; }

    /// <summary>Gets the name of the usage plan that the request was charged to.</summary>
    public string Plan { get; }

    /// <summary>Gets the tags of the API key.</summary>
    /// <value>Empty when the key has none.</value>
    public IReadOnlyDictionary<string, string> Tags { get; }

    internal ICallerUsage Usage { get; }

    /// <summary>Reads what the caller has used of its quota, at the moment of the call.</summary>
    /// <returns>The usage in the current period, or null when the plan has no quota.</returns>
    public QuotaUsage? GetUsage() => Usage.GetUsage();

    /// <summary>
    /// Charges the caller for what a request turned out to cost, during the request or after it: tokens of a language model, rows, bytes.
    /// </summary>
    /// <param name="cost">How many requests' worth; 0 to 10,000,000. Comes on top of what admission charged.</param>
    /// <remarks>
    /// Nothing is refused by it: the rate's bucket may go into debt by at most one more bucket, and the quota may be overdrawn. The next
    /// request is refused until the debt is paid. On an endpoint to which its plan gives a rate of its own, that rate is charged.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cost"/> is negative or above 10,000,000.</exception>
    public void Charge(int cost)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cost, ThrottleOptions.MaxBurst);
        Usage.Charge(cost);
    }

    /// <summary>Binds the caller of the request to a handler parameter.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameter">The handler's parameter.</param>
    /// <returns>The caller, or null when no usage plan admitted the request.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public static ValueTask<GatewayCaller?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(GatewayFeature.Find(context.Features)?.Caller);
    }
}
