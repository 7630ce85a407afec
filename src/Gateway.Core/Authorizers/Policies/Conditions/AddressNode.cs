namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>The address of the connection. What a client writes into a header is no address.</summary>
internal sealed class AddressNode(PolicyKey key, AddressRange[] ranges, bool isNegated, bool isOptional) : ConditionNode(key, isNegated, isOptional)
{
    protected override long SizeOfValues => AddressRange.Size * (long)ranges.Length;

    protected override bool? Compare(in PolicyRequest request)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is not { } address)
        {
            return null;
        }

        foreach (var range in ranges)
        {
            if (range.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
