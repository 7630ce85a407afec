namespace Gateway.Benchmarks.Compare;

/// <summary>Bytes per operation: all of ours, or what ours allocates on top of the variant it is measured against.</summary>
internal sealed record AllocationGoal
{
    private readonly long _bytes;
    private readonly bool _isExact;

    private AllocationGoal(long bytes, bool isExact, bool isOnTop)
    {
        _bytes = bytes;
        _isExact = isExact;
        IsOnTop = isOnTop;
    }

    public bool IsOnTop { get; }

    public static AllocationGoal Exactly(long bytes) => new(bytes, isExact: true, isOnTop: false);

    public static AllocationGoal AtMost(long bytes) => new(bytes, isExact: false, isOnTop: false);

    public static AllocationGoal ExactlyOnTop(long bytes) => new(bytes, isExact: true, isOnTop: true);

    public static AllocationGoal AtMostOnTop(long bytes) => new(bytes, isExact: false, isOnTop: true);

    public bool IsMetBy(long bytes) => _isExact ? bytes == _bytes : bytes <= _bytes;

    public override string ToString() => $"{(_isExact ? "" : "<=")}{(IsOnTop ? "+" : "")}{_bytes} B";
}
