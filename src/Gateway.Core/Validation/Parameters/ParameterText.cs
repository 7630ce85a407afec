using System.Buffers;
using System.Globalization;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Validation.Parameters;

/// <summary>Lets a schema look at the values of a parameter: at the only one as a string, or, where it is about arrays, at all of them as an array.</summary>
internal sealed class ParameterText(CompiledSchema schema)
{
    private const int MaxReferences = 8;

    private static readonly SearchValues<char> PlainNumber = SearchValues.Create("0123456789+-.eE");

    // A minimal API binds the joined text, "1,2": to judge each by itself would be to judge what nobody reads.
    private static readonly SchemaOutcome Several = Refuse("maxItems", "one value");

    private static readonly SchemaOutcome OddNumber = Refuse("type", "a number as JSON writes it");

    private readonly bool _isAboutArrays = schema.Root.AcceptsKind(JsonTokenKind.Array) && !schema.Root.AcceptsKind(JsonTokenKind.String);
    private readonly bool _isAboutNumbers = IsAboutNumbers(schema.Root);

    public SchemaOutcome Validate(in StringValues values, Workspace workspace) =>
        _isAboutArrays ? Evaluate(values, workspace)
        : values.Count > 1 ? Several
        : _isAboutNumbers && IsOddNumber(values[0]) ? OddNumber
        : Evaluate(values, workspace);

    private static SchemaOutcome Refuse(string keyword, string expected) =>
        SchemaOutcome.Invalid([new SchemaError("", keyword, expected, null)]);

    private static bool IsAboutNumbers(Schema root)
    {
        var schema = root;
        for (var i = 0; i < MaxReferences && schema is not null; i++)
        {
            if (schema.NumberRule is not null)
            {
                return true;
            }

            schema = schema.Rules.OfType<ReferenceRule>().FirstOrDefault()?.Target;
        }

        return root.AcceptsKind(JsonTokenKind.Number) && !root.AcceptsKind(JsonTokenKind.String);
    }

    /// <summary>What binds as a number and is none in JSON, such as " -5", "5-", "1,000" or "infinity", would get past a bound as text.</summary>
    private static bool IsOddNumber(ReadOnlySpan<char> text) =>
        !(text.Length > 0 && text[^1] is not ('-' or '+') && !text.ContainsAnyExcept(PlainNumber))
        && (double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)
            || decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _));

    /// <summary>The tokens are made here, without a way through JSON: no value can be taken for anything but a string.</summary>
    private SchemaOutcome Evaluate(in StringValues values, Workspace workspace)
    {
        try
        {
            var tokens = workspace.Tape.Reserve(values.Count + 1, kept: 0);
            var count = 0;
            if (_isAboutArrays)
            {
                tokens[count].Set(JsonTokenKind.Array, 0, 0, isEscaped: false, 0);
                tokens[count++].Close(values.Count + 1, values.Count);
            }

            var length = 0;
            foreach (var value in values)
            {
                var start = length;
                length = workspace.Append(value, start);
                tokens[count].Set(JsonTokenKind.String, start, length - start, isEscaped: false, count + 1);
                count++;
            }

            workspace.Tape.Complete(count);
            return schema.Evaluate(workspace.GetJoined(length), workspace);
        }
        finally
        {
            workspace.Clear();
        }
    }
}
