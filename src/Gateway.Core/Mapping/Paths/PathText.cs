using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>The text of what a path finds, and how it went.</summary>
/// <param name="Outcome">Whether there is a text.</param>
/// <param name="Text">A string as it is, a number, true or false as written, anything else as JSON without white space.</param>
/// <param name="Fault">What is wrong with a document that is faulty.</param>
internal readonly record struct PathText(PathOutcome Outcome, string? Text, JsonFault Fault);
