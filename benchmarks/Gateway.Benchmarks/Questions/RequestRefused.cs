using System.Globalization;
using System.Text;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gateway.Benchmarks.Questions;

/// <summary>
/// What a refused request costs in a flood of them, whole, against the rate limiter's refusal with the same status, headers and body.
/// </summary>
internal static class RequestRefused
{
    private const int LongestWait = 1000;

    // The rival says each time how long a whole bucket takes; ours says what is left of it.
    private const int ShortestWait = LongestWait - 300;

    public static async Task<IQuestion> CreateAsync()
    {
        var ours = await GatewayHosts.SpentAsync();
        var refusal = ours.Ask(Orders.Prepare);
        var (contentType, body) = (refusal.Headers.ContentType.ToString(), refusal.Body);
        var rival = await PlainHosts.SpentRateLimiterAsync(contentType, Encoding.UTF8.GetBytes(body));
        return new Question
        {
            Ours = ours.Variant("the gateway", Orders.Prepare, host => Check(host, rival)),
            Rival = rival.Variant("the rate limiter", Orders.Prepare, host => Check(host, ours)),
            Goal = new Goal(0.7, AllocationGoal.AtMostOnTop(0)),
            Hosts = [ours, rival],
        };
    }

    private static string? Check(BenchHost host, BenchHost other)
    {
        var expected = other.Ask(Orders.Prepare);
        var answer = host.Ask(Orders.Prepare);
        return answer.Differs(StatusCodes.Status429TooManyRequests, expected.Body)
            ?? HeadersDiffer(answer.Headers, expected.Headers)
            ?? WaitDiffers(answer.Headers)
            ?? (answer.Body.Contains("rate", StringComparison.OrdinalIgnoreCase) ? null : $"a body that names no rate: \"{answer.Body}\"");
    }

    private static string? HeadersDiffer(IHeaderDictionary headers, IHeaderDictionary expected)
    {
        foreach (var name in headers.Keys.Union(expected.Keys, StringComparer.OrdinalIgnoreCase))
        {
            if (name != HeaderNames.RetryAfter && headers[name] != expected[name])
            {
                return $"{name} \"{headers[name]}\" instead of \"{expected[name]}\"";
            }
        }

        return null;
    }

    private static string? WaitDiffers(IHeaderDictionary headers) =>
        int.TryParse(headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= ShortestWait and <= LongestWait
            ? null
            : $"Retry-After \"{headers.RetryAfter}\"";
}
