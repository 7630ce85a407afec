namespace Gateway.Core.Pipeline.Responses;

/// <summary>What has become of a response that was to be held back.</summary>
internal enum ResponseCaptureState
{
    /// <summary>It is here as a whole, and nothing of it was sent.</summary>
    Captured,

    /// <summary>It is held back for other steps, and this one has said that it is not for such responses.</summary>
    NotWanted,

    /// <summary>It was larger than it may be, and is gone; nothing of it was sent.</summary>
    TooLarge,

    /// <summary>It goes, or went, straight to the client: a stream, an upgrade, gRPC, or more than is held back.</summary>
    PassedThrough,

    /// <summary>It was dropped, because of an exception or because the request was refused; what was sent since is not the handler's.</summary>
    Discarded,
}
