using System.Text;
using System.Text.Json;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>Reads the reference's JSON form. Whatever it does not know it refuses: a rule that is passed over protects nothing.</summary>
internal static class PolicyDocumentReader
{
    // A document nests five deep: Statement, Condition, operator, key, values.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public static PolicyDocument Read(string json)
    {
        if (json.Length > PolicyLimits.DocumentLength)
        {
            throw new FormatException($"The policy document has {json.Length} characters; {PolicyLimits.DocumentLength} are allowed.");
        }

        var bytes = Encoding.UTF8.GetBytes(json);
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            return new PolicyDocument(ReadDocument(new PolicyElement(document.RootElement, "")), json.Length);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The policy document is not JSON at {Locate(bytes, exception)}.", exception);
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, written as an escape, is JSON but no text.
            throw new FormatException("The policy document has a text that is not valid Unicode.", exception);
        }
    }

    private static List<PolicyStatement> ReadDocument(PolicyElement root)
    {
        var statements = new List<PolicyStatement>();
        foreach (var member in root.Members("Version", "Id", "Statement"))
        {
            switch (member.Name)
            {
                case "Version" when member.Text() is not ("2012-10-17" or "2008-10-17"):
                    throw member.Fail("must be 2012-10-17 or 2008-10-17");
                case "Id":
                    member.Text();
                    break;
                case "Statement":
                    statements.AddRange(member.Items(PolicyLimits.Statements).Select(PolicyStatementReader.Read));
                    break;
            }
        }

        return statements.Count > 0 ? statements : throw root.Fail("has no Statement");
    }

    /// <summary>In lines and characters, where the parser counts bytes.</summary>
    private static string Locate(byte[] bytes, JsonException exception)
    {
        var line = exception.LineNumber ?? 0;
        var start = 0;
        for (var i = 0L; i < line; i++)
        {
            start += bytes.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        var length = (int)Math.Min(exception.BytePositionInLine ?? 0, bytes.Length - start);
        return $"line {line + 1}, column {Encoding.UTF8.GetCharCount(bytes, start, length) + 1}";
    }
}
