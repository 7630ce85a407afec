namespace Gateway.Core.Pipeline;

/// <summary>Says what the caller's body is, where that is not what the handler binds. The outermost one counts: it sees the body first.</summary>
internal interface IRequestBodyMetadata : IGatewayMetadata
{
    /// <summary>Null clears what was said before.</summary>
    Type? BodyType { get; }

    bool IsOptional { get; }
}
