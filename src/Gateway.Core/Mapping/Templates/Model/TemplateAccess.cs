using Gateway.Core.Mapping.Templates.Nodes;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>One step behind a name that the template is given: <c>.name</c>, <c>[index]</c> or a call.</summary>
/// <param name="Name">Of a member, also where it is an index that is a constant text.</param>
/// <param name="Index">Of any other index.</param>
/// <param name="Arguments">Of a call.</param>
internal readonly record struct TemplateAccess(string? Name, TemplateExpression? Index, TemplateExpression[]? Arguments);
