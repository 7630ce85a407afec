using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;
using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Questions;

/// <summary>P1: what API key, rate and quota add to a request, against what a rate-limiter policy partitioned by the same key adds.</summary>
internal static class RequestLimits
{
    public static async Task<IQuestion> CreateAsync()
    {
        var bare = await PlainHosts.BareAsync();
        var rival = await PlainHosts.RateLimiterAsync();
        var ours = await GatewayHosts.LimitedAsync(requestId: false);
        return new Question
        {
            Ours = ours.Variant("the gateway", Orders.Prepare, CheckGateway),
            Rival = rival.Variant("the rate limiter", Orders.Prepare, Orders.Check),
            Bare = bare.Variant("the bare endpoint", Orders.Prepare, Orders.Check),
            Goal = new Goal(0.35, AllocationGoal.ExactlyOnTop(0)),
            Hosts = [bare, rival, ours],
        };
    }

    // A gateway that lets everybody in would be fast too.
    private static string? CheckGateway(BenchHost host) =>
        Orders.Check(host) ?? host.Ask(Orders.PrepareStranger).Differs(StatusCodes.Status401Unauthorized);
}
