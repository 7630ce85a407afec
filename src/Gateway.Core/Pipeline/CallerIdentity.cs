namespace Gateway.Core.Pipeline;

/// <summary>
/// Who presented a valid credential, before a plan is chosen: written by the step that proves the credential, read by the one
/// that admits. <see cref="Places"/> has one place per plan, filled by the admitting step on first use.
/// </summary>
internal class CallerIdentity(string id, string? name, IReadOnlyDictionary<string, string> tags, string[] plans)
{
    private int _isReported;

    public string Id { get; } = id;

    public string? Name { get; } = name;

    public IReadOnlyDictionary<string, string> Tags { get; } = tags;

    /// <summary>Plan names in the order in which they are tried.</summary>
    public string[] Plans { get; } = plans;

    /// <summary>True once, so that something wrong with this identity is logged once and not per request.</summary>
    public bool TryReport() => Interlocked.Exchange(ref _isReported, 1) == 0;

    public Place[] Places { get; } = new Place[plans.Length];

    /// <summary>
    /// The caller in one plan and what counts for it, side by side so that a request reaches both with one memory access. The usage is
    /// written first: who sees the caller sees its usage.
    /// </summary>
    internal struct Place
    {
        private GatewayCaller? _caller;

        public ICallerUsage? Usage { get; private set; }

        public readonly GatewayCaller? Caller => _caller;

        public void Fill(GatewayCaller caller)
        {
            Usage = caller.Usage;
            Volatile.Write(ref _caller, caller);
        }
    }
}
