using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;

namespace Gateway.Benchmarks.Questions;

/// <summary>What the request id costs: the same gateway endpoint with it and without it.</summary>
internal static class RequestId
{
    private const string Header = "x-request-id";

    public static async Task<IQuestion> CreateAsync()
    {
        var on = await GatewayHosts.LimitedAsync(requestId: true);
        var off = await GatewayHosts.LimitedAsync(requestId: false);
        return new Question
        {
            Ours = on.Variant("the gateway with request ids", Orders.Prepare, host => Check(host, hasId: true)),
            Rival = off.Variant("the gateway without request ids", Orders.Prepare, host => Check(host, hasId: false)),
            Goal = new Goal(null, AllocationGoal.AtMostOnTop(96)),
            Hosts = [on, off],
        };
    }

    private static string? Check(BenchHost host, bool hasId)
    {
        if (Orders.Check(host) is { } complaint)
        {
            return complaint;
        }

        var has = !string.IsNullOrEmpty(host.Ask(Orders.Prepare).Headers[Header]);
        return has == hasId ? null : $"{Header} is {(has ? "set" : "missing")}";
    }
}
