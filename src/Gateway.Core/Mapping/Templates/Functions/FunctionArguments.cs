using System.Runtime.CompilerServices;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>The arguments of one call, on the stack.</summary>
[InlineArray(TemplateFunction.MaxArguments)]
internal struct FunctionArguments
{
    private TemplateValue _first;
}
