namespace Gateway.Core.Mapping.Paths;

/// <summary>What came of a path on a document.</summary>
internal enum PathOutcome
{
    Found,

    /// <summary>There is no such value, or, as text, only null.</summary>
    Missing,

    /// <summary>The document is none that can be read without doubt.</summary>
    Faulty,

    /// <summary>It would take more steps than allowed.</summary>
    TooComplex,
}
