using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// Bounds what an address may cost by presenting wrong credentials. Asked only before a credential that is not known is looked up, so
/// that nobody is locked out of a known one by a neighbour behind the same address; charged only when the look-up has failed.
/// </summary>
internal sealed class FailedCredentialLimiter(AddressTable table, AddressLimitTable limits, FailedCredentialOptions options)
{
    // A state of an endpoint has ":" in its name.
    private readonly AddressLimit _limit = limits.Get("failed credentials", options.Rate, options.Burst);

    /// <summary>Whether the address has a failure left. Nothing is taken: what is presented may be right.</summary>
    public bool MayTry(HttpContext context, long timestamp, out TimeSpan wait) =>
        table.CanTake(ClientAddress.Get(context), _limit, timestamp, cost: 1, out wait);

    /// <summary>Takes one failure, or none when others have taken the last meanwhile.</summary>
    public void CountFailure(HttpContext context, long timestamp) =>
        table.TryTake(ClientAddress.Get(context), _limit, timestamp, cost: 1, out _);
}
