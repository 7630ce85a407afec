namespace Gateway.Core.Authorizers.Policies;

/// <summary>What is called, by the document's Resource or NotResource.</summary>
internal sealed class ResourceNode(ResourcePattern[] patterns, bool isNegated) : PolicyNode
{
    public override long Size => PolicySize.Object + patterns.Sum(pattern => pattern.Size);

    public override bool Matches(in PolicyRequest request)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(request))
            {
                return !isNegated;
            }
        }

        return isNegated;
    }
}
