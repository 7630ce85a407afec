using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;
using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Questions;

/// <summary>
/// Amplification: what a well-formed key that nobody has costs, each from another address, against a request that is accepted. The app's
/// store answers at once, so what is measured is the gateway's; most requests are beyond what the store may be asked per second, as in a flood.
/// </summary>
internal static class KeysUnknown
{
    private const double Ratio = 3;

    // The look-up's answer and what makes it known, and the rejection's details: about 240 B beyond the store's rate, more for the few below.
    private const long Bytes = 320;

    public static async Task<IQuestion> CreateAsync()
    {
        var host = await GatewayHosts.LimitedAsync(requestId: false, new EmptyKeyStore());
        var strangers = new Strangers();
        return new Question
        {
            Ours = host.Variant("the refused request", strangers.Prepare, refused => Check(refused, strangers)),
            Rival = host.Variant("the accepted request", Orders.Prepare, Orders.Check),
            Goal = new Goal(Ratio, AllocationGoal.AtMost(Bytes)),
            Hosts = [host],
        };
    }

    private static string? Check(BenchHost host, Strangers strangers)
    {
        var answer = host.Ask(strangers.Prepare);
        return answer.Status == StatusCodes.Status503ServiceUnavailable
            ? answer.Differs(StatusCodes.Status503ServiceUnavailable)
            : answer.Differs(StatusCodes.Status401Unauthorized);
    }
}
