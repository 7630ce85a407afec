using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// Bounds what an address may cost by presenting wrong credentials. Asked only before a credential that is not known is looked up, so
/// that nobody is locked out of a known one by a neighbour behind the same address; charged only when the look-up has failed. Until then a
/// failure is set aside, so that no more look-ups are under way than may fail, however long each of them takes.
/// </summary>
internal sealed class FailedCredentialLimiter(AddressTable table, AddressLimitTable limits, FailedCredentialOptions options)
{
    // A state of an endpoint has ":" in its name.
    private readonly AddressLimit _limit = limits.Get("failed credentials", options.Rate, options.Burst);

    /// <summary>Sets a failure of the address aside until <see cref="End"/>, if it has one left. What is presented may be right.</summary>
    public bool TryBegin(HttpContext context, long timestamp, out AddressReservation attempt, out TimeSpan wait) =>
        table.TryReserve(ClientAddress.Get(context), _limit, timestamp, out attempt, out wait);

    /// <summary>
    /// Spends the failure that was set aside, or gives it back. A known credential, for which none was, costs one if it has failed, or none
    /// when the address has no more.
    /// </summary>
    public void End(HttpContext context, AddressReservation attempt, long timestamp, bool hasFailed)
    {
        if (attempt.Limit is not null || (hasFailed && TryBegin(context, timestamp, out attempt, out _)))
        {
            table.Settle(attempt, timestamp, hasFailed);
        }
    }
}
