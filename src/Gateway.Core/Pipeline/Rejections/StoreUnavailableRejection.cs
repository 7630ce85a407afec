namespace Gateway.Core.Pipeline.Rejections;

/// <summary>Which store did not answer.</summary>
/// <param name="Store">The store's role, such as <c>API key store</c>.</param>
public sealed record StoreUnavailableRejection(string Store) : RejectionDetail
{
    /// <summary>Gets how long to wait.</summary>
    /// <value>One second: the next try asks the store again.</value>
    public override TimeSpan? RetryAfter => TimeSpan.FromSeconds(1);
}
