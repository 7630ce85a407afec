using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks.Engine;

/// <summary>Addresses that have used a part of their limit, and so have a place in the table.</summary>
internal sealed class KnownAddresses
{
    private const ulong First = 0xFFFF_FFFF_0A00_0000;

    private readonly AddressTable _table = new(
        maxAddresses: 100_000,
        seed: new UInt128(0x0123456789abcdef, 0xfedcba9876543210),
        TimeProvider.System,
        new GatewayHealth(),
        NullLogger<AddressTable>.Instance);

    private readonly AddressLimit _limit;
    private readonly AddressLimit _single;
    private readonly int _count;

    public KnownAddresses(int count)
    {
        var limits = new AddressLimitTable(TimeProvider.System);
        _limit = limits.Get("plenty", LimitEngine.Rate, LimitEngine.Burst);
        _single = limits.Get("single", rate: 0.001, burst: 1);
        _count = count;
        for (var index = 0; index < count; index++)
        {
            TryTake(index, TimeProvider.System.GetTimestamp());
        }
    }

    public bool TryTake(int index, long timestamp) => _table.TryTake(First + (ulong)index, _limit, timestamp, cost: 1, out _);

    /// <summary>Null when every address is admitted, and one of them under a limit of one request only once.</summary>
    public string? Differs(long timestamp)
    {
        var refused = Enumerable.Range(0, _count).Count(index => !TryTake(index, timestamp));
        if (refused > 0)
        {
            return $"{refused} of {_count} addresses were refused";
        }

        var isFirstTaken = _table.TryTake(First, _single, timestamp, cost: 1, out _);
        var isSecondTaken = _table.TryTake(First, _single, timestamp, cost: 1, out var wait);
        return isFirstTaken && !isSecondTaken && wait > TimeSpan.Zero ? null : "an address was not held to its other limit";
    }
}
