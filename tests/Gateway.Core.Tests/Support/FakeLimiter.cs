using System.Threading.RateLimiting;

namespace Gateway.Core.Tests.Support;

/// <summary>A limiter of the app's own that says what a test wants, and counts what it is asked and given back.</summary>
internal sealed class FakeLimiter : RateLimiter
{
    private int _asked;
    private int _open;

    public bool IsEmpty { get; set; }

    public bool Throws { get; set; }

    /// <summary>What its refusals say; null for nothing.</summary>
    public TimeSpan? RetryAfter { get; set; }

    public bool IsBusy { get; set; }

    public bool ThrowsOnIdle { get; set; }

    public bool ThrowsOnDispose { get; set; }

    public Action? OnDispose { get; set; }

    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Leases that have been given and not yet been disposed.</summary>
    public int Open => Volatile.Read(ref _open);

    public int Disposals { get; private set; }

    /// <summary>Leases that come back.</summary>
    public Arrivals Returned { get; } = new();

    public override TimeSpan? IdleDuration => ThrowsOnIdle
        ? throw new InvalidOperationException("The limiter is broken.")
        : IsBusy ? null : TimeSpan.FromSeconds(1);

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Interlocked.Increment(ref _asked);
        if (Throws)
        {
            throw new InvalidOperationException("The limiter is broken.");
        }

        Interlocked.Increment(ref _open);
        return new Lease(this, !IsEmpty);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Admission does not wait.");

    protected override void Dispose(bool disposing)
    {
        Disposals++;
        OnDispose?.Invoke();
        if (ThrowsOnDispose)
        {
            throw new InvalidOperationException("The limiter is broken.");
        }

        base.Dispose(disposing);
    }

    private sealed class Lease(FakeLimiter limiter, bool isAcquired) : RateLimitLease
    {
        private int _isDisposed;

        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => limiter.RetryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? limiter.RetryAfter : null;
            return metadata is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref limiter._open);
                limiter.Returned.Add();
            }

            base.Dispose(disposing);
        }
    }
}
