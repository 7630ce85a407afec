using Gateway.Core.Pipeline;

namespace Gateway.Core.Tests.Support;

/// <summary>Says of credentials what a test says, and counts how often it is asked.</summary>
internal sealed class FakeRevalidation : ICredentialRevalidation
{
    private int _calls;

    public TimeSpan RevalidateAfter => TimeSpan.FromMinutes(1);

    public int MaxConcurrency => 16;

    public int Calls => _calls;

    /// <summary>Whether the credential is still good; good unless a test says otherwise.</summary>
    public Func<CallerIdentity, CancellationToken, ValueTask<bool>> Answer { get; set; } = static (_, _) => new(true);

    /// <summary>What may have been revoked since it was proved; nothing unless a test says otherwise.</summary>
    public Func<CallerIdentity, bool> Suspects { get; set; } = static _ => false;

    public bool MayBeRevoked(CallerIdentity identity) => Suspects(identity);

    public ValueTask<bool> IsStillValidAsync(CallerIdentity identity, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return Answer(identity, cancellationToken);
    }
}
