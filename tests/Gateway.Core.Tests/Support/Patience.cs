using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>Ends a wait that would never end; far longer than any wait that does, also on a machine that has other things to do.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task InTime(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>A token for what takes one; the limit ends it.</summary>
    public static CancellationTokenSource CreateTokenSource() => new(Limit);
}
