namespace Gateway.Core.Validation.Rules;

/// <summary>What a keyword asks for, in words for the client.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="Expected">What would be right.</param>
/// <param name="Member">The member that has to be there, where it is about one.</param>
internal sealed record Expectation(string Keyword, string Expected, string? Member = null);
