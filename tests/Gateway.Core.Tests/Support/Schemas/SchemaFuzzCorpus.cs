using System.Text.Json;
using Gateway.Core.Validation;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Inputs to begin with: the cases of the public test suite, and texts written to do harm.</summary>
internal static class SchemaFuzzCorpus
{
    public static IEnumerable<SchemaFuzzInput> Hostile =>
        from schema in HostileSchemas
        from document in HostileDocuments
        from draft in new[] { JsonSchemaDraft.Draft4, JsonSchemaDraft.Draft7, JsonSchemaDraft.Draft202012 }
        from options in new byte[] { 0, SchemaFuzzInput.AllOfReading }
        let input = SchemaFuzzInput.Create(draft, schema, document)
        select input with { Options = (byte)(input.Options | options) };

    private static string[] HostileSchemas =>
    [
        "", "{}", "true", "false", "null", "[]", "1", "\"\"", "{", "{}{}", "{\"type\":[]}", "{\"a\":1,\"a\":2}", "\uFEFF{}",
        """{"$id":"\ud800"}""", """{"\udc00":{}}""", """{"$ref":"\ud800\ud800"}""", """{"enum":["\udfff"]}""", """{"required":["\ud800"]}""",
        """{"$ref":"#"}""", """{"$ref":"#/"}""", """{"$ref":"#/~2"}""", """{"$ref":"#/$defs/%zz"}""", """{"$ref":"http://["}""",
        """{"$ref":"\u0000"}""",
        """{"$ref":"//"}""", """{"$ref":":"}""", """{"$ref":"a:"}""", """{"$ref":"urn:"}""", """{"$id":"urn:a","$ref":"b"}""", """{"id":"#","$id":"#"}""",
        """{"$id":"mailto:a@b","properties":{"a":{"$ref":"?"}}}""", """{"$ref":"https://apigateway.amazonaws.com/restapis/a/models/%00%5c"}""",
        """{"$id":"http://a/","$defs":{"a":{"$id":"http://a/"},"b":{"$id":"b","$anchor":"c","$dynamicAnchor":"c"}},"$dynamicRef":"b#c"}""",
        """{"$schema":"a"}""", """{"$schema":"#"}""", """{"$schema":"https://json-schema.org/draft/2020-12/meta/core"}""", """{"$schema":1}""",
        """{"$ref":"https://json-schema.org/draft/2020-12/schema"}""", """{"$ref":"http://json-schema.org/draft-04/schema#"}""",
        """{"$dynamicAnchor":"a","properties":{"a":{"$dynamicRef":"#a"}},"not":{"$dynamicRef":"#a"}}""",
        """{"multipleOf":1e-400,"minimum":-1e999999999999,"maximum":1E+99999999999999999999,"exclusiveMaximum":9e2147483647}""",
        """{"multipleOf":0}""", """{"minLength":1e400,"maxItems":-0.0,"minItems":1e-1}""",
        """{"items":[{"type":"integer"}],"additionalItems":false}""",
        """{"properties":{"a":{"$ref":"#"},"A":true},"items":{"$ref":"#"},"uniqueItems":true,"unevaluatedProperties":false,"unevaluatedItems":false}""",
        """{"anyOf":[{"oneOf":[{"$ref":"#/anyOf/1"}]},{"properties":{"a":{"$ref":"#/anyOf"}}}]}""", """{"pattern":"(","patternProperties":{"[":1}}""",
        """{"allOf":[],"anyOf":{},"oneOf":1,"not":null,"if":[],"required":"a","dependencies":{"a":1},"contains":2,"minContains":-1}""",
        """{"propertyNames":{"maxLength":2},"dependentRequired":{"a":["b"]},"dependentSchemas":{"a":false},"contains":{},"maxContains":1}""",
        """{"enum":[{"a":{"b":{"a":1,"A":2}}}]}""", """{"const":[[{"a":1,"A":[]}]]}""",
        """{"enum":[[{"a":[1,{}]}],1e400,-0,"a\u0000b"],"const":{"a":{"a":{}}}}""",
    ];

    private static string[] HostileDocuments =>
    [
        "", " ", "null", "[]", "{}", "-0", "1e999999999", "-1E-2147483648", "NaN", "'a'", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\uFEFF1",
        "{\"a\":1,\"\\u0061\":2}", "{\"a\":1,\"A\":2}", "[1,1.0,1e0]", "[[[[[[]]]]]]", "{\"a\":{\"a\":{\"a\":[{},{}]}}}", "[1,]", "/**/1", "\"12\"", "\"-\"",
        $"{{\"{new string('~', 70)}\":{{\"/\":[{{\"{new string('x', 63)}😀\":-1}}]}}}}", new string('[', 70), $"[{string.Join(',', Enumerable.Range(0, 50))}]",
        $"{{{string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"a{i}\":\"{i}\""))}}}",
    ];

    /// <summary>Every case of the public suite that this machine has.</summary>
    public static IEnumerable<SchemaFuzzInput> ReadSuite()
    {
        foreach (var draft in Enum.GetValues<JsonSchemaDraft>())
        {
            var folder = draft == JsonSchemaDraft.Draft202012 ? "draft2020-12" : $"draft{(int)draft}";
            foreach (var path in Directory.GetFiles(Path.Combine(SchemaSuite.Tests, folder), "*.json").Order(StringComparer.Ordinal))
            {
                using var document = JsonDocument.Parse(File.ReadAllText(path));
                foreach (var group in document.RootElement.EnumerateArray())
                {
                    foreach (var test in group.GetProperty("tests").EnumerateArray())
                    {
                        yield return SchemaFuzzInput.Create(draft, group.GetProperty("schema").GetRawText(), test.GetProperty("data").GetRawText());
                    }
                }
            }
        }
    }
}
