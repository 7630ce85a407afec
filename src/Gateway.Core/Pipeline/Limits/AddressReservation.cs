namespace Gateway.Core.Pipeline.Limits;

/// <summary>A token of an address, set aside until it is known whether it is spent.</summary>
/// <param name="Limit">Whose token; null where none is set aside.</param>
/// <param name="Place">The place in the table, which nobody else gets until then, or <see cref="Shared"/>.</param>
internal readonly record struct AddressReservation(AddressLimit? Limit, int Place)
{
    public const int Shared = -1;
}
