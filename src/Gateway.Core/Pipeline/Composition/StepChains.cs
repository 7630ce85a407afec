namespace Gateway.Core.Pipeline.Composition;

/// <summary>The steps of an endpoint, chained.</summary>
/// <param name="First">All of them, then the handler.</param>
/// <param name="Early">Those up to the authorizers, for whoever decides before the endpoint runs.</param>
/// <param name="Again">Stage and authorizers alone, for a question about a request that is under way.</param>
/// <param name="Late">Those after the authorizers, then the handler.</param>
internal readonly record struct StepChains(GatewayDelegate First, GatewayDelegate Early, GatewayDelegate Again, GatewayDelegate Late)
{
    public static readonly GatewayDelegate Authorized = static gateway =>
    {
        gateway.Feature.IsAuthorized = true;
        return Task.CompletedTask;
    };

    public static StepChains Of(GatewayDelegate all) => new(all, all, all, all);
}
