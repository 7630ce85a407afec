namespace Gateway.Core.Pipeline;

/// <summary>
/// Who presented a valid credential, before a plan is chosen: written by the step that proves the credential, read by the one
/// that admits.
/// </summary>
internal class CallerIdentity(string id, string? name, IReadOnlyDictionary<string, string> tags, string[] plans)
{
    private readonly Place[] _furtherPlaces = plans.Length > 1 ? new Place[plans.Length - 1] : [];
    private readonly int _placeCount = plans.Length;
    private int _isReported;

    // Most callers have one plan: its place stands beside what proves the credential, in memory that the request has read already.
    private Place _firstPlace;

    public string Id { get; } = id;

    public string? Name { get; } = name;

    public IReadOnlyDictionary<string, string> Tags { get; } = tags;

    /// <summary>Plan names in the order in which they are tried.</summary>
    public string[] Plans { get; } = plans;

    /// <summary>Equal for all identities that one and the same credential has proved.</summary>
    public virtual object Credential => this;

    /// <summary>One per plan.</summary>
    public int PlaceCount => _placeCount;

    /// <summary>True once, so that something wrong with this identity is logged once and not per request.</summary>
    public bool TryReport() => Interlocked.Exchange(ref _isReported, 1) == 0;

    /// <summary>What belongs to the plan at this index; filled by the admitting step on first use.</summary>
    public ref Place GetPlace(int index) => ref index == 0 ? ref _firstPlace : ref _furtherPlaces[index - 1];

    /// <summary>
    /// The caller in one plan and what counts for it, side by side so that a request reaches both with one memory access. The usage is
    /// written first: who sees the caller sees its usage.
    /// </summary>
    internal struct Place
    {
        private GatewayCaller? _caller;

        public ICallerUsage? Usage { get; private set; }

        public readonly GatewayCaller? Caller => Volatile.Read(in _caller);

        public void Fill(GatewayCaller caller)
        {
            Usage = caller.Usage;
            Volatile.Write(ref _caller, caller);
        }
    }
}
