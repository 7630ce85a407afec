namespace Gateway.Core.Pipeline.Rejections;

/// <summary>An address has presented too many wrong credentials. Which address is not said: it is the client's own business, and logs outlive it.</summary>
/// <param name="Wait">How long until a credential that is not known would be looked up again.</param>
public sealed record FailedCredentialRejection(TimeSpan Wait) : RejectionDetail
{
    /// <summary>Gets how long until a credential that is not known would be looked up again.</summary>
    /// <value>Exact; the header rounds it up to seconds.</value>
    public override TimeSpan? RetryAfter => Wait;
}
