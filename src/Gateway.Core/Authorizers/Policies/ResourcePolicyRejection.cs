using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>
/// What the reference tells whom a resource policy refuses, the account but for its last four digits hidden. Only for the reference's mode:
/// <code>
/// User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********1234:api/prod/GET/orders
/// </code>
/// </summary>
internal sealed record ResourcePolicyRejection : RejectionDetail
{
    /// <summary>The reference's bound of an ARN: a long path is not echoed whole.</summary>
    private const int MaxArnLength = 1_600;

    private readonly string _message;

    private ResourcePolicyRejection(string message) => _message = message;

    internal override string ReferenceMessage => _message;

    public static ResourcePolicyRejection Create(in PolicyRequest request, bool isExplicit)
    {
        var scope = request.Scope;
        var api = $"{scope.Region}:********{scope.AccountId?[^4..]}:{scope.ApiId}";
        var arn = $"arn:aws:execute-api:{api}/{request.Stage}/{request.Method}/{request.Path}";
        return new ResourcePolicyRejection(
            $"User: {request.PrincipalArn ?? "anonymous"} is not authorized to perform: execute-api:Invoke on resource: "
            + arn[..Math.Min(arn.Length, MaxArnLength)]
            + (isExplicit ? " with an explicit deny" : ""));
    }
}
