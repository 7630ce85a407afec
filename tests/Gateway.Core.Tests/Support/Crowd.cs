namespace Gateway.Core.Tests.Support;

/// <summary>Real threads that all start at the same moment.</summary>
internal static class Crowd
{
    /// <summary>Runs the action on each thread with the thread's number; rethrows the first failure.</summary>
    public static void Run(int threads, Action<int> action)
    {
        using var barrier = new Barrier(threads);
        Exception? failure = null;
        var all = Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            try
            {
                barrier.SignalAndWait(Patience.Limit);
                action(number);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, exception, null);
            }
        })
        { IsBackground = true }).ToArray();
        foreach (var thread in all)
        {
            thread.Start();
        }

        foreach (var thread in all)
        {
            if (!thread.Join(Patience.Limit))
            {
                throw new TimeoutException("A thread of the crowd has not come back.");
            }
        }

        if (failure is not null)
        {
            throw new InvalidOperationException("A thread of the crowd failed.", failure);
        }
    }
}
