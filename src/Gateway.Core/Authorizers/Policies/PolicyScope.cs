namespace Gateway.Core.Authorizers.Policies;

/// <summary>Whose API this is, in the words of an ARN. A part that is null is compared with nothing.</summary>
internal sealed record PolicyScope(string? Region = null, string? AccountId = null, string? ApiId = null)
{
    public static PolicyScope Unknown { get; } = new();
}
