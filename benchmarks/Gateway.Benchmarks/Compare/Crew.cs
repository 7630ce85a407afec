using System.Runtime.ExceptionServices;

namespace Gateway.Benchmarks.Compare;

/// <summary>
/// Two threads that run an operation side by side: the one that asks, and a helper that waits without sleeping, because waking it would
/// cost a good part of a slice. The helper takes one core for as long as its question lasts.
/// </summary>
internal sealed class Crew : IAsyncDisposable
{
    public const int Members = 2;

    private readonly Thread _helper;
    private Action<int> _work = static _ => { };
    private int _operations;
    private int _asked;
    private int _done;
    private long _allocated;
    private Exception? _failure;
    private volatile bool _isOver;

    public Crew()
    {
        _helper = new Thread(Help) { IsBackground = true, Name = "benchmark crew" };
        _helper.Start();
    }

    /// <summary>A side of a question whose operations are shared by both threads; its time per operation is wall time.</summary>
    /// <param name="name">What a complaint calls it.</param>
    /// <param name="work">What each member does, so that each can start elsewhere.</param>
    /// <param name="check">Null when the answer is right, else what is wrong with it.</param>
    public Variant Variant(string name, IReadOnlyList<Action<int>> work, Func<string?> check)
    {
        var (own, helpers) = (work[0], work[1]);
        return new Variant(name, operations => Run(own, helpers, operations), check)
        {
            AllocatedBytes = () => GC.GetAllocatedBytesForCurrentThread() + Volatile.Read(ref _allocated),
        };
    }

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        _helper.Join();
        return ValueTask.CompletedTask;
    }

    private void Run(Action<int> own, Action<int> helpers, int operations)
    {
        _work = helpers;
        _operations = operations / Members;
        var round = Volatile.Read(ref _asked) + 1;
        Volatile.Write(ref _asked, round);
        own(operations - (operations / Members));
        var spin = default(SpinWait);
        while (Volatile.Read(ref _done) != round)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Help()
    {
        var spin = default(SpinWait);
        while (!_isOver)
        {
            var round = Volatile.Read(ref _asked);
            if (round == _done)
            {
                spin.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            try
            {
                _work(_operations);
            }
            catch (Exception exception)
            {
                _failure = exception;
            }

            Volatile.Write(ref _allocated, GC.GetAllocatedBytesForCurrentThread());
            Volatile.Write(ref _done, round);
            spin = default;
        }
    }
}
