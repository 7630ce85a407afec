namespace Gateway.Core.Authorizers.Policies;

/// <summary>Who calls: the principal's id, its ARN, or anybody of an account.</summary>
internal sealed class PrincipalNode(string[] principals, string[] accounts, bool isNegated) : PolicyNode
{
    public override bool DependsOnCaller => true;

    public override long Size => PolicySize.Object + PolicySize.OfTexts(principals) + PolicySize.OfTexts(accounts);

    public override bool Matches(in PolicyRequest request) => IsNamed(request) != isNegated;

    private bool IsNamed(in PolicyRequest request) =>
        Contains(accounts, request.AccountId) || Contains(principals, request.PrincipalId) || Contains(principals, request.PrincipalArn);

    private static bool Contains(string[] names, string? name) => name is not null && names.AsSpan().Contains(name);
}
