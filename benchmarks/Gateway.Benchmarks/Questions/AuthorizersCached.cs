using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;
using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Questions;

/// <summary>What a remembered answer of an authorizer adds to a request, against what the authorization middleware with a trivial policy adds.</summary>
internal static class AuthorizersCached
{
    public static async Task<IQuestion> CreateAsync()
    {
        var bare = await PlainHosts.BareAsync();
        var rival = await PlainHosts.AuthorizationAsync();
        var ours = await GatewayHosts.AuthorizedAsync();
        return new Question
        {
            Ours = ours.Variant("the authorizer", Orders.Prepare, CheckGateway),
            Rival = rival.Variant("the authorization middleware", Orders.Prepare, Orders.Check),
            Bare = bare.Variant("the bare endpoint", Orders.Prepare, Orders.Check),
            Goal = new Goal(0.6, AllocationGoal.ExactlyOnTop(0)),
            Hosts = [bare, rival, ours],
        };
    }

    // An authorizer that lets everybody in would be fast too.
    private static string? CheckGateway(BenchHost host) =>
        Orders.Check(host) ?? host.Ask(Orders.PrepareStranger).Differs(StatusCodes.Status403Forbidden);
}
