using Gateway.Core.Validation.Documents;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Validation.Parameters;

/// <summary>Lets a schema look at the values of a parameter: at each as a string, or, where it is about arrays, at all of them as an array.</summary>
internal static class ParameterText
{
    public static SchemaOutcome Validate(CompiledSchema schema, in StringValues values, Workspace workspace)
    {
        if (schema.Root.Type is { } type && type.AcceptsKind(JsonTokenKind.Array))
        {
            return ValidateTogether(schema, values, workspace);
        }

        foreach (var value in values)
        {
            var outcome = ValidateTogether(schema, value, workspace, isArray: false);
            if (outcome.Verdict != SchemaVerdict.Valid)
            {
                return outcome;
            }
        }

        return SchemaOutcome.Valid;
    }

    /// <summary>The tokens are made here, without a way through JSON: no value can be taken for anything but a string.</summary>
    private static SchemaOutcome ValidateTogether(CompiledSchema schema, in StringValues values, Workspace workspace, bool isArray = true)
    {
        try
        {
            var tokens = workspace.Tape.Reserve(values.Count + 1, kept: 0);
            var count = 0;
            if (isArray)
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
