using Gateway.Core.Mapping.Templates.Nodes;
using Gateway.Core.Mapping.Templates.Nodes.Expressions;
using Gateway.Core.Mapping.Templates.Values;
using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>Compiles expressions to nodes of our own. What is refused becomes null, so that the rest is looked at, too.</summary>
internal sealed partial class ExpressionCompiler(ScribanScope scope)
{
    private static readonly ConstantExpression Null = new(TemplateValue.Null);

    public TemplateExpression Compile(ScriptExpression? expression)
    {
        var compiled = CompileOutput(expression);
        if (compiled is not RawExpression)
        {
            return compiled;
        }

        scope.Refuse(expression!, "raw is not covered here: it must be the last thing done to a value that is printed.");
        return Null;
    }

    /// <summary>For a statement that prints it, where it may be raw.</summary>
    public TemplateExpression CompileOutput(ScriptExpression? expression)
    {
        if (expression is null || !scope.TryEnter(expression))
        {
            return Null;
        }

        var compiled = CompileAny(expression);
        scope.Leave();
        return compiled;
    }

    private TemplateExpression CompileAny(ScriptExpression expression)
    {
        switch (expression)
        {
            case ScriptLiteral literal:
                return CompileLiteral(literal);
            case ScriptNestedExpression nested:
                return CompileOutput(nested.Expression);
            case ScriptVariable variable:
                return CompileVariable(variable);
            case ScriptMemberExpression or ScriptIndexerExpression:
                return CompilePath(expression);
            case ScriptFunctionCall call:
                return CompileCall(call, piped: null);
            case ScriptPipeCall pipe:
                return CompilePipe(Compile(pipe.From), pipe.To);
            case ScriptArrayInitializerExpression array:
                return new ArrayExpression([.. array.Values.Select(Compile)]);
            case ScriptIncrementDecrementExpression:
                scope.RefuseConstruct(expression);
                return Null;
            case ScriptUnaryExpression or ScriptBinaryExpression or ScriptConditionalExpression:
                return CompileOperator(expression);
            default:
                scope.RefuseConstruct(expression);
                return Null;
        }
    }

    private ConstantExpression CompileLiteral(ScriptLiteral literal)
    {
        switch (literal.Value)
        {
            case null:
                return Null;
            case bool value:
                return new ConstantExpression(TemplateValue.OfBoolean(value));
            case int value:
                return new ConstantExpression(TemplateValue.OfInteger(value));
            case long value:
                return new ConstantExpression(TemplateValue.OfInteger(value));
            case double value:
                return new ConstantExpression(TemplateValue.OfDouble(value));
            case string value:
                return new ConstantExpression(TemplateValue.OfText(value));
            default:
                scope.Refuse(
                    literal, $"a literal of the type {literal.Value.GetType().Name} is not covered; numbers are integers of 64 bits or doubles.");
                return Null;
        }
    }

    private TemplateExpression CompileVariable(ScriptVariable variable)
    {
        if (scope.TryFindLocal(variable.Name, out var local))
        {
            return new LocalExpression(local);
        }

        if (scope.TryFindRoot(variable, out _))
        {
            return CompileGiven(variable);
        }

        scope.RefuseName(variable);
        return Null;
    }

    private TemplateExpression CompileOperator(ScriptExpression expression)
    {
        switch (expression)
        {
            case ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not } not:
                return new NotExpression(Compile(not.Right));
            case ScriptUnaryExpression { Operator: ScriptUnaryOperator.Negate or ScriptUnaryOperator.Plus } sign:
                return new SignExpression(Compile(sign.Right), sign.Operator == ScriptUnaryOperator.Negate);
            case ScriptConditionalExpression choice:
                return new ConditionalExpression(Compile(choice.Condition), Compile(choice.ThenValue), Compile(choice.ElseValue));
            case ScriptBinaryExpression binary:
                return CompileBinary(binary);
            default:
                scope.Refuse(expression, "a function as a value is not covered.");
                return Null;
        }
    }

    private TemplateExpression CompileBinary(ScriptBinaryExpression binary)
    {
        var left = Compile(binary.Left);
        var right = Compile(binary.Right);
        switch (binary.Operator)
        {
            case ScriptBinaryOperator.And or ScriptBinaryOperator.Or:
                return new LogicalExpression(left, right, binary.Operator == ScriptBinaryOperator.Or);
            case ScriptBinaryOperator.EmptyCoalescing or ScriptBinaryOperator.NotEmptyCoalescing:
                return new CoalesceExpression(left, right, binary.Operator == ScriptBinaryOperator.EmptyCoalescing);
            default:
                if (ScribanOperators.Get(binary.Operator) is { } @operator)
                {
                    return new BinaryExpression(@operator, left, right);
                }

                scope.Refuse(binary, $"the operator {binary.OperatorAsText} is not covered.");
                return Null;
        }
    }
}
