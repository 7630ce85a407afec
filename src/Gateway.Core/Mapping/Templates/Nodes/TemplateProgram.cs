namespace Gateway.Core.Mapping.Templates.Nodes;

/// <summary>A template as it runs, in whatever language it was written.</summary>
/// <param name="Root">All of it.</param>
/// <param name="End">Where its text ends.</param>
/// <param name="Locals">How many variables of its own it has.</param>
/// <param name="Loops">How many loops are within each other at most.</param>
/// <param name="NeedsBody">Whether anything in it reads the body.</param>
internal sealed record TemplateProgram(TemplateStatement Root, TemplatePlace End, int Locals, int Loops, bool NeedsBody);
