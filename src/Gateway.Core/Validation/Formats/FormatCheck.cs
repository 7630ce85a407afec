namespace Gateway.Core.Validation.Formats;

/// <summary>
/// Whether a text has a format. Takes the time of its length and throws nothing; allocates nothing, but where the platform does to look at the
/// normal form of a label beyond ASCII.
/// </summary>
internal delegate bool FormatCheck(ReadOnlySpan<char> text);
