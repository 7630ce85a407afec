namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// A lock of four bytes, for what is held for a few nanoseconds. Others spin meanwhile, so nothing that could wait belongs under it; the
/// places that cannot do without say so.
/// </summary>
internal static class SpinHold
{
    private const int Looks = 64;

    public static void Take(ref int held)
    {
        if (Interlocked.CompareExchange(ref held, 1, 0) == 0)
        {
            return;
        }

        TakeContended(ref held);
    }

    public static void Release(ref int held) => Volatile.Write(ref held, 0);

    /// <summary>Looks again at once for a while: what is held is free in less time than a wait of the operating system takes.</summary>
    private static void TakeContended(ref int held)
    {
        for (var i = 0; i < Looks; i++)
        {
            if (Volatile.Read(ref held) == 0 && Interlocked.CompareExchange(ref held, 1, 0) == 0)
            {
                return;
            }
        }

        var spin = default(SpinWait);
        do
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
        while (Volatile.Read(ref held) != 0 || Interlocked.CompareExchange(ref held, 1, 0) != 0);
    }
}
