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

    /// <summary>Sets one token aside until <see cref="Settle"/>, or says how long until there is one if all that are set aside are spent.</summary>
    public bool TryReserve(ulong address, AddressLimit limit, long timestamp, out AddressReservation reservation, out TimeSpan wait)
    {
        var sets = Volatile.Read(ref _sets) ?? CreateSets();
        var isReserved = sets.TryReserve(address, limit, timestamp, out var place, out var used, out var next);
        Report(hasPlace: used is not null, timestamp);
        if (used is null)
        {
            place = AddressReservation.Shared;
            isReserved = limit.Overflow.TryReserve(limit.Rate, timestamp, out used, out next);
        }

        reservation = isReserved ? new AddressReservation(limit, place) : default;
        wait = isReserved ? TimeSpan.Zero : used.GetWait(next, timestamp);
        return isReserved;
    }

    /// <summary>Spends what was set aside, or does not; needed exactly once for each.</summary>
    public void Settle(AddressReservation reservation, long timestamp, bool isSpent)
    {
        var limit = reservation.Limit!;
        if (reservation.Place == AddressReservation.Shared)
        {
            limit.Overflow.Settle(limit.Rate, timestamp, isSpent);
        }
        else
        {
            _sets!.Settle(reservation.Place, limit.Rate, timestamp, isSpent);
        }
    }

    private bool TryTake(ulong address, AddressLimit limit, long timestamp, int cost, bool isPeek, out TimeSpan wait)
    {
        var sets = Volatile.Read(ref _sets) ?? CreateSets();
        var isTaken = sets.TryTake(address, limit, timestamp, cost, isPeek, out var used, out var next);
        Report(hasPlace: used is not null, timestamp);
        if (used is null)
        {
            isTaken = limit.Overflow.TryTake(limit.Rate, timestamp, cost, isPeek, out used, out next);
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

    private void Report(bool hasPlace, long timestamp)
    {
        if (hasPlace)
        {
            if (_overflow.TryClear(timestamp))
            {
                Log.AddressesRestored(logger);
            }
        }
        else if (_overflow.TryRaise(timestamp, _overflowReason))
        {
            Log.TooManyAddresses(logger, maxAddresses);
        }
    }
}
