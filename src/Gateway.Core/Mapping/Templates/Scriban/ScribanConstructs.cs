using Scriban.Syntax;

namespace Gateway.Core.Mapping.Templates.Scriban;

/// <summary>What messages call the constructs of the language.</summary>
internal static class ScribanConstructs
{
    // Functions and objects that the language has and we do not cover, and those that loops have.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "include", "include_join", "object", "date", "timespan", "regex", "html", "raw", "empty", "blank", "for", "while", "tablerow", "this",
    };

    public static bool IsReserved(string name) => Reserved.Contains(name);

    public static string GetName(ScriptNode node) => node switch
    {
        ScriptTableRowStatement => "tablerow",
        ScriptWithStatement => "with",
        ScriptWrapStatement => "wrap",
        ScriptImportStatement => "import",
        ScriptReadOnlyStatement => "readonly",
        ScriptReturnStatement => "ret",
        ScriptFunction => "func",
        ScriptThisExpression => "this",
        ScriptAnonymousFunction => "a function as a value",
        ScriptObjectInitializerExpression => "an object literal",
        ScriptInterpolatedStringExpression => "an interpolated string",
        ScriptIsEmptyExpression => "the question whether something is empty",
        ScriptNamedArgument => "an argument by name",
        ScriptIncrementDecrementExpression => "++ or --",
        _ => ScriptSyntaxAttribute.Get(node)?.TypeName ?? node.GetType().Name,
    };
}
