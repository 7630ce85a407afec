namespace Gateway.Core.Pipeline.Responses;

/// <summary>What becomes of a response that is larger than who holds it back wants to keep.</summary>
internal enum ResponseOverflow
{
    /// <summary>It goes to the client as the handler writes it.</summary>
    PassThrough,

    /// <summary>It is dropped: who holds it answers in its place.</summary>
    Refuse,
}
