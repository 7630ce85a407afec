using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary><c>length()</c>: characters of a text, items of an array, members of an object; nothing for anything else.</summary>
internal sealed class LengthOperand(FilterOperand operand) : FilterOperand
{
    public override OperandValue Evaluate(scoped ref PathRun run, int current)
    {
        var value = operand.Evaluate(ref run, current);
        return value is { IsSomething: true, Kind: JsonTokenKind.String or JsonTokenKind.Array or JsonTokenKind.Object }
            ? OperandValue.OfNumber(value.GetLength(ref run))
            : default;
    }
}
