namespace Gateway.Core.Mapping;

/// <summary>What becomes of a request's body for whose content type there is no template (Amazon API Gateway's <c>passthroughBehavior</c>).</summary>
public enum PassthroughBehavior
{
    /// <summary>It passes as it is.</summary>
    WhenNoMatch,

    /// <summary>It passes as it is only where the endpoint has no request templates at all; else the answer is 415.</summary>
    WhenNoTemplates,

    /// <summary>The answer is 415.</summary>
    Never,
}
