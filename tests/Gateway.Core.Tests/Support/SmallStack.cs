using System.Runtime.ExceptionServices;

namespace Gateway.Core.Tests.Support;

/// <summary>Runs code on a thread whose stack is as small as hosts make it: 1 MB.</summary>
internal static class SmallStack
{
    private const int Size = 1 << 20;

    public static T Run<T>(Func<T> run)
    {
        T result = default!;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = run();
                }
                catch (Exception exception)
                {
                    thrown = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Size)
        {
            IsBackground = true,
        };
        thread.Start();
        if (!thread.Join(TimeSpan.FromMinutes(2)))
        {
            throw new TimeoutException("It does not end.");
        }

        thrown?.Throw();
        return result;
    }
}
