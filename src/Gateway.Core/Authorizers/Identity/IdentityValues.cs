using System.Runtime.CompilerServices;

namespace Gateway.Core.Authorizers.Identity;

/// <summary>The values of an authorizer's identity sources in one request, on the stack.</summary>
[InlineArray(MaxCount)]
internal struct IdentityValues
{
    public const int MaxCount = 10;

    private string _first;
}
