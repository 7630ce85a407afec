namespace Gateway.Core.Tests.Support;

/// <summary>Real threads that all start at the same moment.</summary>
internal static class Crowd
{
    /// <summary>Runs the action on each thread with the thread's number; rethrows the first failure.</summary>
    /// <param name="threads">How many.</param>
    /// <param name="action">What each of them does.</param>
    /// <param name="patience">For a crowd whose threads wait for one another many times, each time with a limit of its own.</param>
    public static void Run(int threads, Action<int> action, TimeSpan? patience = null)
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
            if (!thread.Join(patience ?? Patience.Limit))
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
