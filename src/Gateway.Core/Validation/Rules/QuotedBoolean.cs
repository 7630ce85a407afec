using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>A string that counts as a boolean, too, as the value of a parameter does.</summary>
internal static class QuotedBoolean
{
    public static bool TryRead(in Evaluation run, int index, out JsonTokenKind value)
    {
        value = default;
        if (!run.Json.Reading.ReadsQuotedBooleans || run.IsAsWritten || run.Json.Tokens[index].Kind != JsonTokenKind.String)
        {
            return false;
        }

        var text = run.Json.GetText(index);
        value = text.SequenceEqual("true"u8) ? JsonTokenKind.True : JsonTokenKind.False;
        return value == JsonTokenKind.True || text.SequenceEqual("false"u8);
    }
}
