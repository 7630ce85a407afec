using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>Operators where one side is a text: the other is taken as one, too.</summary>
internal static class TextOperation
{
    public static TemplateValue Run(ref TemplateRun run, BinaryOperator @operator, TemplateValue left, TemplateValue right)
    {
        switch (@operator)
        {
            case BinaryOperator.Equal or BinaryOperator.NotEqual:
                return TemplateValue.OfBoolean(ValueText.AreEqual(ref run, left, right) == (@operator == BinaryOperator.Equal));
            case <= BinaryOperator.GreaterOrEqual:
                return BinaryOperation.Compare(@operator, string.CompareOrdinal(ValueText.Get(ref run, left), ValueText.Get(ref run, right)));
            case BinaryOperator.Add:
                return TextMaking.Join(ref run, ValueText.GetOrEmpty(ref run, left), ValueText.GetOrEmpty(ref run, right));
            case BinaryOperator.Multiply:
                return ValueText.Is(run, right) ? Repeat(ref run, right, left) : Repeat(ref run, left, right);
            default:
                return run.Stop(TemplateOutcome.OperandInvalid);
        }
    }

    private static TemplateValue Repeat(ref TemplateRun run, TemplateValue text, TemplateValue times)
    {
        if (!ValueNumber.TryGetInteger(ref run, times, out var count))
        {
            return TemplateValue.Null;
        }

        var once = ValueText.GetOrEmpty(ref run, text);
        if (count <= 0 || once.Length == 0)
        {
            return TemplateValue.OfText("");
        }

        return run.TryMakeText((long)once.Length * count)
            ? TemplateValue.OfText(string.Create(once.Length * count, once, static (room, part) =>
            {
                for (var i = 0; i < room.Length; i += part.Length)
                {
                    part.CopyTo(room[i..]);
                }
            }))
            : TemplateValue.Null;
    }
}
