using System.Buffers;

namespace Gateway.Core.Tests.Support;

/// <summary>Counts what is rented and given back, and overwrites what is given back: whoever reads it too late finds nothing of use.</summary>
internal sealed class CountingPool : ArrayPool<byte>
{
    private const byte GivenBack = 0xDD;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Stack<byte[]>> _free = [];
    private readonly HashSet<byte[]> _rented = [];
    private long _bytes;

    public int Rents { get; private set; }

    public int Outstanding
    {
        get
        {
            lock (_lock)
            {
                return _rented.Count;
            }
        }
    }

    public long MostBytes { get; private set; }

    public override byte[] Rent(int minimumLength)
    {
        lock (_lock)
        {
            Rents++;
            _bytes += minimumLength;
            MostBytes = Math.Max(MostBytes, _bytes);
            var array = _free.TryGetValue(minimumLength, out var free) && free.TryPop(out var used) ? used : new byte[minimumLength];
            _rented.Add(array);
            return array;
        }
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        lock (_lock)
        {
            if (!_rented.Remove(array))
            {
                throw new InvalidOperationException("The array is given back twice, or is not of this pool.");
            }

            _bytes -= array.Length;
            Array.Fill(array, GivenBack);
            if (!_free.TryGetValue(array.Length, out var free))
            {
                _free[array.Length] = free = [];
            }

            free.Push(array);
        }
    }
}
