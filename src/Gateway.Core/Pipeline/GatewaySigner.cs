namespace Gateway.Core.Pipeline;

/// <summary>Who has signed a request, as its credential says.</summary>
/// <param name="AccessKeyId">The public part of the credential.</param>
/// <param name="PrincipalId">Who it is, whatever an authorizer says beside it.</param>
/// <param name="AccountId">The account, or null.</param>
/// <param name="Arn">The resource name, or null.</param>
internal sealed record GatewaySigner(string AccessKeyId, string PrincipalId, string? AccountId, string? Arn);
