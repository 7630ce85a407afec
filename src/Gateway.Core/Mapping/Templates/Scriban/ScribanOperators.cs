using Gateway.Core.Mapping.Templates.Nodes.Expressions;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>Which of our operators stands for which of the language.</summary>
internal static class ScribanOperators
{
    public static BinaryOperator? Get(ScriptBinaryOperator @operator) => @operator switch
    {
        ScriptBinaryOperator.CompareEqual => BinaryOperator.Equal,
        ScriptBinaryOperator.CompareNotEqual => BinaryOperator.NotEqual,
        ScriptBinaryOperator.CompareLess => BinaryOperator.Less,
        ScriptBinaryOperator.CompareLessOrEqual => BinaryOperator.LessOrEqual,
        ScriptBinaryOperator.CompareGreater => BinaryOperator.Greater,
        ScriptBinaryOperator.CompareGreaterOrEqual => BinaryOperator.GreaterOrEqual,
        ScriptBinaryOperator.Add => BinaryOperator.Add,
        ScriptBinaryOperator.Subtract => BinaryOperator.Subtract,
        ScriptBinaryOperator.Multiply => BinaryOperator.Multiply,
        ScriptBinaryOperator.Divide => BinaryOperator.Divide,
        ScriptBinaryOperator.DivideRound => BinaryOperator.DivideRound,
        ScriptBinaryOperator.Modulus => BinaryOperator.Modulus,
        ScriptBinaryOperator.ShiftLeft => BinaryOperator.ShiftLeft,
        ScriptBinaryOperator.ShiftRight => BinaryOperator.ShiftRight,
        ScriptBinaryOperator.RangeInclude => BinaryOperator.Range,
        ScriptBinaryOperator.RangeExclude => BinaryOperator.RangeExclusive,
        _ => null,
    };

    /// <summary>Of an assignment that calculates, such as +=.</summary>
    public static BinaryOperator GetAssigning(TokenType token) => token switch
    {
        TokenType.PlusEqual => BinaryOperator.Add,
        TokenType.MinusEqual => BinaryOperator.Subtract,
        TokenType.AsteriskEqual => BinaryOperator.Multiply,
        TokenType.DivideEqual => BinaryOperator.Divide,
        TokenType.DoubleDivideEqual => BinaryOperator.DivideRound,
        _ => BinaryOperator.Modulus,
    };

    public static LoopPart? GetLoopPart(string name) => name switch
    {
        "index" => LoopPart.Index,
        "first" => LoopPart.First,
        "last" => LoopPart.Last,
        "even" => LoopPart.Even,
        "odd" => LoopPart.Odd,
        "length" => LoopPart.Length,
        "rindex" => LoopPart.RIndex,
        _ => null,
    };
}
