using System.Text;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;
using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Questions;

/// <summary>
/// A flood: a whole request that is refused because its bucket is empty, against the framework's middleware refusing with the same status,
/// headers and body.
/// </summary>
internal static class RequestRefused
{
    private static readonly string[] Compared = ["Content-Type", "Content-Length"];

    public static async Task<Question> CreateAsync()
    {
        var ours = await GatewayHosts.ExhaustedAsync();
        Exhaust(ours);
        var refusal = ours.Ask(Orders.Prepare);
        var rival = await PlainHosts.ExhaustedAsync(Encoding.UTF8.GetBytes(refusal.Body), refusal.Headers.ContentType.ToString());
        Exhaust(rival);
        return new Question
        {
            Ours = ours.Variant("the gateway", Orders.Prepare, host => Check(host.Ask(Orders.Prepare), refusal.Body, rival)),
            Rival = rival.Variant("the rate limiter", Orders.Prepare, host => Check(host.Ask(Orders.Prepare), refusal.Body, ours)),
            Goal = new Goal(0.70, AllocationGoal.AtMostOnTop(0)),
            Hosts = [ours, rival],
        };
    }

    private static void Exhaust(BenchHost host)
    {
        for (var i = 0; i < Callers.Count; i++)
        {
            host.Send(Orders.Prepare);
        }
    }

    private static string? Check(Answer answer, string body, BenchHost other)
    {
        if (answer.Differs(StatusCodes.Status429TooManyRequests, body) is { } complaint)
        {
            return complaint;
        }

        if (string.IsNullOrEmpty(answer.Headers.RetryAfter))
        {
            return "no Retry-After";
        }

        var mine = Compared.Select(name => answer.Headers[name].ToString()).ToArray();
        var headers = other.Ask(Orders.Prepare).Headers;
        return Compared.Select(name => headers[name].ToString()).SequenceEqual(mine) ? null : "other headers than the other side";
    }
}
