using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Gateway.Core.Hosting;

namespace Gateway.Core.Tests.Support;

/// <summary>
/// The faults, since its creation, of tasks that nobody looks at any more: the product's, and those of one test's own parts that the
/// product called. The event is the process's, so what any other test leaves behind arrives here too, and does not count.
/// </summary>
internal sealed class UnobservedFaults : IDisposable
{
    private static readonly Assembly Product = typeof(ApiGatewayOptions).Assembly;

    private readonly ConcurrentQueue<string> _seen = new();
    private readonly Type _test;

    public UnobservedFaults(Type test)
    {
        _test = test;
        TaskScheduler.UnobservedTaskException += Observe;
    }

    /// <summary>Those of all tasks that are garbage by now, each with its stack.</summary>
    public IReadOnlyCollection<string> Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return _seen;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Observe;

    private void Observe(object? sender, UnobservedTaskExceptionEventArgs args)
    {
        if (args.Exception.Flatten().InnerExceptions.Any(IsCounted))
        {
            _seen.Enqueue($"{sender?.GetType()}: {args.Exception}");
        }
    }

    private bool IsCounted(Exception exception)
    {
        var ours = new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType)
            .Where(type => type?.Assembly == Product || type?.Assembly == _test.Assembly).ToList();

        // The outermost frame is that of the task itself: a task of a test that fails inside of the product is the test's.
        return ours.Count > 0 && (ours[^1]!.Assembly == Product || ours.Any(IsOfTheTest));
    }

    private bool IsOfTheTest(Type? type) => type is not null && (type == _test || IsOfTheTest(type.DeclaringType));
}
