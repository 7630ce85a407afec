namespace Gateway.Core.Pipeline.Limits;

/// <summary>A lock of four bytes, for what is held for a few nanoseconds without any call that could wait.</summary>
internal static class SpinHold
{
    public static void Take(ref int held)
    {
        if (Interlocked.CompareExchange(ref held, 1, 0) == 0)
        {
            return;
        }

        var spin = default(SpinWait);
        do
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
        while (Volatile.Read(ref held) != 0 || Interlocked.CompareExchange(ref held, 1, 0) != 0);
    }

    public static void Release(ref int held) => Volatile.Write(ref held, 0);
}
