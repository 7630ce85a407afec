using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers;

/// <summary>The authorizer that refused, or failed.</summary>
/// <param name="Authorizer">The name under which it was added.</param>
public sealed record AuthorizerRejection(string Authorizer) : RejectionDetail;
