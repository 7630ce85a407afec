namespace Gateway.Core.Pipeline.Limits;

/// <summary>A limit that every address has for itself.</summary>
/// <param name="Id">Tells its buckets from those of other limits; from 1, and the same after every change of its rate.</param>
/// <param name="Rate">How much, in the version that its owner was composed with.</param>
/// <param name="Overflow">What addresses share for which the table has no place.</param>
internal sealed record AddressLimit(int Id, RateLimit Rate, SharedRateState Overflow);
