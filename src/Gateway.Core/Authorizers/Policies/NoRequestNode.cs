namespace Gateway.Core.Authorizers.Policies;

/// <summary>For a statement about other actions than invoking an API: it stays in the document and concerns no request.</summary>
internal sealed class NoRequestNode : PolicyNode
{
    public override long Size => PolicySize.Object;

    public override bool Matches(in PolicyRequest request) => false;
}
