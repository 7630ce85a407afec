using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// The buckets of all addresses under all limits per address, bounded, made when the first is needed and never larger or smaller after
/// that. Addresses for which there is no place share one bucket per limit, of the same rate and burst.
/// </summary>
internal sealed class AddressTable(int maxAddresses, UInt128 seed, TimeProvider timeProvider, GatewayHealth health, ILogger<AddressTable> logger)
{
    public const string HealthPart = "addresses";

    // Addresses fall into sets unevenly. With twice as many places as addresses, one set in ten million has too few.
    private const int Spare = 2;

    private readonly Lock _creationLock = new();
    private readonly HealthAlarm _overflow = new(health, HealthPart, timeProvider);
    private readonly string _overflowReason =
        $"More than MaxAddresses ({maxAddresses}) addresses have used a part of their limit; further ones share one bucket per limit.";

    private AddressSets? _sets;

    /// <summary>Takes the cost from the address's bucket, or spends nothing and says how long until it would fit.</summary>
    public bool TryTake(ulong address, AddressLimit limit, long timestamp, int cost, out TimeSpan wait) =>
        TryTake(address, limit, timestamp, cost, isPeek: false, out wait);

    /// <summary>Whether the cost would fit now; nothing is taken, and no place either.</summary>
    public bool CanTake(ulong address, AddressLimit limit, long timestamp, int cost, out TimeSpan wait) =>
        TryTake(address, limit, timestamp, cost, isPeek: true, out wait);

    private bool TryTake(ulong address, AddressLimit limit, long timestamp, int cost, bool isPeek, out TimeSpan wait)
    {
        var sets = Volatile.Read(ref _sets) ?? CreateSets();
        var isTaken = sets.TryTake(address, limit, timestamp, cost, isPeek, out var used, out var next);
        if (used is null)
        {
            isTaken = limit.Overflow.TryTake(limit.Rate, timestamp, cost, isPeek, out used, out next);
            ReportOverflow(timestamp);
        }
        else if (_overflow.TryClear(timestamp))
        {
            Log.AddressesRestored(logger);
        }

        wait = isTaken ? TimeSpan.Zero : used.GetWait(next, timestamp);
        return isTaken;
    }

    private AddressSets CreateSets()
    {
        lock (_creationLock)
        {
            if (_sets is null)
            {
                var sets = (int)(((long)maxAddresses * Spare + AddressSets.Ways - 1) / AddressSets.Ways);
                Volatile.Write(ref _sets, new AddressSets(sets, seed));
            }

            return _sets;
        }
    }

    private void ReportOverflow(long timestamp)
    {
        if (_overflow.TryRaise(timestamp, _overflowReason))
        {
            Log.TooManyAddresses(logger, maxAddresses);
        }
    }
}
