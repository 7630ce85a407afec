namespace Gateway.Core.Pipeline;

/// <summary>
/// A place in the order of steps, relative to a named anchor. Steps with the same place run in the order of their registration.
/// </summary>
public readonly record struct GatewayStepPosition : IComparable<GatewayStepPosition>
{
    private readonly int _order;

    private GatewayStepPosition(int order) => _order = order;

    /// <summary>The place directly before a step of the gateway.</summary>
    /// <param name="anchor">The step that follows.</param>
    /// <returns>The place.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="anchor"/> is not a named anchor.</exception>
    public static GatewayStepPosition Before(GatewayStepAnchor anchor) => new(Order(anchor) - 1);

    /// <summary>The place directly after a step of the gateway.</summary>
    /// <param name="anchor">The step that precedes.</param>
    /// <returns>The place.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="anchor"/> is not a named anchor, or is <see cref="GatewayStepAnchor.Handler"/>: a step stands before the handler
    /// and acts after it by awaiting the rest of the way.
    /// </exception>
    public static GatewayStepPosition After(GatewayStepAnchor anchor)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(anchor, GatewayStepAnchor.Handler);
        return new GatewayStepPosition(Order(anchor) + 1);
    }

    /// <inheritdoc/>
    public int CompareTo(GatewayStepPosition other) => _order.CompareTo(other._order);

    /// <summary>Compares two places.</summary>
    /// <param name="left">One place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>True when <paramref name="left"/> stands earlier.</returns>
    public static bool operator <(GatewayStepPosition left, GatewayStepPosition right) => left._order < right._order;

    /// <summary>Compares two places.</summary>
    /// <param name="left">One place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>True when <paramref name="left"/> stands later.</returns>
    public static bool operator >(GatewayStepPosition left, GatewayStepPosition right) => left._order > right._order;

    /// <summary>Compares two places.</summary>
    /// <param name="left">One place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>True when <paramref name="left"/> stands earlier or at the same place.</returns>
    public static bool operator <=(GatewayStepPosition left, GatewayStepPosition right) => left._order <= right._order;

    /// <summary>Compares two places.</summary>
    /// <param name="left">One place.</param>
    /// <param name="right">The other place.</param>
    /// <returns>True when <paramref name="left"/> stands later or at the same place.</returns>
    public static bool operator >=(GatewayStepPosition left, GatewayStepPosition right) => left._order >= right._order;

    /// <summary>The place of the gateway's own step.</summary>
    internal static GatewayStepPosition At(GatewayStepAnchor anchor) => new(Order(anchor));

    private static int Order(GatewayStepAnchor anchor) =>
        Enum.IsDefined(anchor) ? (int)anchor : throw new ArgumentOutOfRangeException(nameof(anchor), anchor, "Not a named anchor.");
}
