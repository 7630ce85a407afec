using System.Buffers;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>
/// A request's whole body, still unread for whoever comes next, or why there is none to be had. Bytes as they were sent are the server's
/// own memory and hold until somebody reads the body; decoded ones hold until the response is complete.
/// </summary>
internal readonly record struct PeekedBody
{
    public static PeekedBody TooLarge => new() { IsTooLarge = true };

    public static PeekedBody EncodingUnsupported => new() { IsEncodingUnsupported = true };

    public static PeekedBody Malformed => new() { IsMalformed = true };

    /// <summary>Whether it is larger than it may be, as it was sent or decoded.</summary>
    public bool IsTooLarge { get; private init; }

    /// <summary>Whether it has several content encodings, or one that is not decoded here; nothing of it has been read.</summary>
    public bool IsEncodingUnsupported { get; private init; }

    /// <summary>Whether its content encoding is not what its bytes have, breaks off, or is followed by something else.</summary>
    public bool IsMalformed { get; private init; }

    /// <summary>Empty where one of the others is true.</summary>
    public ReadOnlySequence<byte> Bytes { get; private init; }

    public static PeekedBody Of(ReadOnlySequence<byte> bytes) => new() { Bytes = bytes };
}
