using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;

namespace Gateway.Benchmarks.Questions;

/// <summary>P5: what an endpoint without any gateway metadata pays for the gateway beside it.</summary>
internal static class RequestUntouched
{
    public static async Task<IQuestion> CreateAsync()
    {
        var bare = await PlainHosts.BareAsync();
        var ours = await GatewayHosts.UntouchedAsync();
        return new Question
        {
            Ours = ours.Variant("the untouched endpoint", Orders.Prepare, Orders.Check),
            Rival = bare.Variant("the bare endpoint", Orders.Prepare, Orders.Check),
            Goal = new Goal(1.02, AllocationGoal.ExactlyOnTop(0)),
            Hosts = [bare, ours],
        };
    }
}
