namespace Gateway.Benchmarks.Hosts;

/// <summary>Runs one half of the operations on the calling thread and the other at the same time on a thread of its own.</summary>
internal sealed class TwoThreads : IAsyncDisposable
{
    // The second thread starts elsewhere in the rotation.
    private const int Apart = 500;

    private readonly Action<int, int> _run;
    private readonly Barrier _start = new(2);
    private readonly Barrier _end = new(2);
    private volatile int _half;

    public TwoThreads(Action<int, int> run)
    {
        _run = run;
        new Thread(RunSecond) { IsBackground = true }.Start();
    }

    public void Run(int operations)
    {
        _half = Math.Max(1, operations / 2);
        _start.SignalAndWait();
        _run(0, _half);
        _end.SignalAndWait();
    }

    public ValueTask DisposeAsync()
    {
        _half = 0;
        _start.SignalAndWait();
        return default;
    }

    private void RunSecond()
    {
        while (true)
        {
            _start.SignalAndWait();
            if (_half == 0)
            {
                return;
            }

            _run(Apart, _half);
            _end.SignalAndWait();
        }
    }
}
