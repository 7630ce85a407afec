namespace Gateway.Core.Validation.Rules;

/// <summary>What a keyword asks for, in words for the client.</summary>
internal sealed record Expectation(string Keyword, string Expected);
