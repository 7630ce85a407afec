namespace Gateway.Benchmarks.Hosts;

/// <summary>Allocations are counted per thread and slices are timed on one: work that continued elsewhere would escape both.</summary>
internal static class OnThisThread
{
    public static void Complete(Task task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("The request did not complete on the calling thread.");
        }

        task.GetAwaiter().GetResult();
    }
}
