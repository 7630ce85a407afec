using Gateway.Core.Mapping.Templates.Nodes;

namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>A name that templates are given, such as <c>input</c>, and what can be asked of it.</summary>
internal interface ITemplateRoot
{
    /// <param name="chain">What the template has behind the name.</param>
    /// <param name="used">How many steps of it the expression stands for; the rest are members of its value.</param>
    /// <exception cref="FormatException">There is nothing of the kind; the message says what there is.</exception>
    TemplateExpression Resolve(ReadOnlySpan<TemplateAccess> chain, out int used);
}
