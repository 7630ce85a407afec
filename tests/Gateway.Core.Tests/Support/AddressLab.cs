using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Limits;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Tests.Support;

/// <summary>An address table on a fake clock, without an app around it.</summary>
internal sealed class AddressLab : IDisposable
{
    private readonly LoggerFactory _loggers;

    public AddressLab(int maxAddresses = 1_000)
    {
        _loggers = new LoggerFactory([Logs], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        Table = new AddressTable(maxAddresses, new UInt128(0x0123456789abcdef, 0xfedcba9876543210), Clock, Health, _loggers.CreateLogger<AddressTable>());
        Limits = new AddressLimitTable(Clock);
    }

    public FakeClock Clock { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public GatewayHealth Health { get; } = new();

    public AddressTable Table { get; }

    public AddressLimitTable Limits { get; }

    public bool TryTake(ulong address, AddressLimit limit) => Table.TryTake(address, limit, Clock.GetTimestamp(), cost: 1, out _);

    public bool CanTake(ulong address, AddressLimit limit) => Table.CanTake(address, limit, Clock.GetTimestamp(), cost: 1, out _);

    public bool TryReserve(ulong address, AddressLimit limit, out AddressReservation reservation) =>
        Table.TryReserve(address, limit, Clock.GetTimestamp(), out reservation, out _);

    public void Settle(AddressReservation reservation, bool isSpent) => Table.Settle(reservation, Clock.GetTimestamp(), isSpent);

    /// <summary>How many of so many tries are admitted.</summary>
    public int CountTaken(ulong address, AddressLimit limit, int tries) => Enumerable.Range(0, tries).Count(_ => TryTake(address, limit));

    public void Dispose() => _loggers.Dispose();
}
