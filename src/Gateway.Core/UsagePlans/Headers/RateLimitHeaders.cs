using System.Runtime.CompilerServices;
using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans.Headers;

/// <summary>Tells a caller in every response, refusals included, what its plan leaves it.</summary>
internal static class RateLimitHeaders
{
    // Written when the response starts: an exception handler that clears the headers does not lose them, and what the handler charged shows.
    private static readonly Func<object, Task> Write = static state =>
    {
        WriteNow(Unsafe.As<GatewayFeature>(state));
        return Task.CompletedTask;
    };

    /// <summary>Called once the request has its caller.</summary>
    public static void Register(GatewayFeature feature, UsagePlan plan)
    {
        if (plan.RateLimitFields is not null && !feature.Response.HasStarted)
        {
            feature.Response.OnStarting(Write, feature);
        }
    }

    private static void WriteNow(GatewayFeature feature)
    {
        // A second endpoint that the app ran for the same request, and that has a caller too, speaks for itself.
        var context = feature.HttpContext;
        var isReplaced = GatewayFeature.Find(context.Features) is { Caller: not null } newest && !ReferenceEquals(newest, feature);
        if (isReplaced || (feature.Caller?.Usage as ILimitLevels)?.GetLevels() is not { } levels)
        {
            return;
        }

        // The plan as the state has it now: where a reload took a limit away, there is nothing to tell.
        if (levels.Plan.RateLimitFields is { } fields && fields.GetPolicy(levels.Override) is { } policy)
        {
            var headers = context.Response.Headers;
            headers[RateLimitFields.PolicyName] = policy;
            headers[RateLimitFields.LevelsName] = fields.FormatLevels(levels);
        }
    }
}
