using System.Buffers;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>
/// A request's whole body, still unread for whoever comes next, or the fact that it is larger than it may be. The bytes are the
/// server's own memory: they hold until somebody reads the body.
/// </summary>
internal readonly record struct PeekedBody
{
    public static PeekedBody TooLarge => new() { IsTooLarge = true };

    public bool IsTooLarge { get; private init; }

    /// <summary>As they came over the wire; empty when the body is too large.</summary>
    public ReadOnlySequence<byte> Bytes { get; private init; }

    public static PeekedBody Of(ReadOnlySequence<byte> bytes) => new() { Bytes = bytes };
}
