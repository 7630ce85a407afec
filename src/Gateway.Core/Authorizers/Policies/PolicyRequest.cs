using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>What a policy is asked about: one request in one stage, by one caller or by nobody known.</summary>
internal readonly struct PolicyRequest
{
    private readonly string? _principalArn;

    public required HttpContext HttpContext { get; init; }

    public required string Stage { get; init; }

    public required PolicyScope Scope { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>Null while nobody is known.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>The principal's account; null where it has none.</summary>
    public string? AccountId { get; init; }

    /// <summary>The principal's ARN; its id where that is one.</summary>
    public string? PrincipalArn
    {
        get => _principalArn ?? (PrincipalId?.StartsWith("arn:", StringComparison.Ordinal) == true ? PrincipalId : null);
        init => _principalArn = value;
    }

    public string? UserName { get; init; }

    public string Method => HttpContext.Request.Method;

    /// <summary>The path that routing matched, without its leading slash: neither decoded nor normalised once more.</summary>
    public ReadOnlySpan<char> Path
    {
        get
        {
            var path = HttpContext.Request.Path.Value.AsSpan();
            return path is ['/', ..] ? path[1..] : path;
        }
    }
}
