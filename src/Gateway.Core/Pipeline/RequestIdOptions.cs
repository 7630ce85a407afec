namespace Gateway.Core.Pipeline;

/// <summary>The id that every response of a gateway endpoint carries.</summary>
public sealed class RequestIdOptions
{
    /// <summary>Gets or sets a value indicating whether responses carry an id.</summary>
    /// <value>True by default. The header is <c>x-request-id</c>, or <c>x-amzn-RequestId</c> in Amazon API Gateway's mode.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether a client's own id in the same header is used.</summary>
    /// <value>False by default. Only a UUID in its 36 character form is honoured; anything else is replaced.</value>
    public bool AcceptFromClient { get; set; }
}
