using System.Text;
using Gateway.Core.Tests.Support.Schemas;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Validation;

/// <summary>Random schemas and documents, on which another implementation has to come to the same verdict.</summary>
public class SchemaOracleTests(ITestOutputHelper output)
{
    private const int DocumentsPerSchema = 8;

    [Theory]
    [InlineData(JsonSchemaDraft.Draft4, 200)]
    [InlineData(JsonSchemaDraft.Draft6, 100)]
    [InlineData(JsonSchemaDraft.Draft7, 100)]
    [InlineData(JsonSchemaDraft.Draft202012, 400)]
    public void Validate_RandomPair_JudgesAsTheOracle(JsonSchemaDraft draft, int schemas)
    {
        var workspace = new Workspace();
        var valid = 0;
        var count = 0;
        foreach (var seed in FuzzSeeds.Take(schemas))
        {
            valid += CountValid(draft, seed, workspace);
            count += DocumentsPerSchema;
        }

        output.WriteLine($"{draft}: {count} pairs, {valid} valid");

        // One seed alone says nothing.
        Assert.True(count == DocumentsPerSchema || (valid > count / 5 && valid < count * 4 / 5), "Too few are valid, or too few are not.");
    }

    /// <summary>What the random pairs leave out, because JsonSchema.Net 8.0.5 is wrong there.</summary>
    [Theory]
    [InlineData("""{"minLength":3}""", "\"a\u0301😀\"", "Valid")]
    [InlineData("""{"minLength":4}""", "\"a\u0301😀\"", "Invalid")]
    [InlineData("""{"dependentSchemas":{"a/b":false}}""", """{"a/b":1}""", "Invalid")]
    [InlineData("""{"properties":{"a/b":{}},"unevaluatedProperties":false}""", """{"a/b":1}""", "Valid")]
    [InlineData("""{"properties":{"a/b":{}},"unevaluatedProperties":false}""", """{"a~1b":1}""", "Invalid")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":[2.5]},{"a":[25e-1]}]""", "Invalid")]
    [InlineData("""{"type":"integer"}""", "9007199254740993.5", "Invalid")]
    [InlineData("""{"type":"integer"}""", "9007199254740993.0", "Valid")]
    public void Validate_WhatTheOracleGetsWrong_IsAsTheDraftSays(string schema, string document, string expected) =>
        Assert.Equal(expected, SchemaPair.Compile(schema).Validate(Encoding.UTF8.GetBytes(document), new Workspace()).Verdict.ToString());

    private static int CountValid(JsonSchemaDraft draft, int seed, Workspace workspace)
    {
        var random = new Random(seed);
        var schema = new SchemaGenerator(random, draft).Create();
        var text = new SchemaPair(draft, schema, null, 0, seed).SchemaText;
        var compiled = SchemaPair.Compile(text);
        var oracle = SchemaOracle.Create(draft, text);
        var documents = new DocumentGenerator(random, schema);
        var valid = 0;
        for (var i = 0; i < DocumentsPerSchema; i++)
        {
            var pair = new SchemaPair(draft, schema, documents.Create(), i, seed);
            if (pair.IsMismatch(compiled, oracle, workspace, out var verdict))
            {
                var small = SchemaShrinker.Shrink(pair);
                Assert.Fail($"Here it is {verdict}, there it is not; GATEWAY_FUZZ_SEED={seed}. Smaller:\n{small}");
            }

            valid += verdict == SchemaVerdict.Valid ? 1 : 0;
        }

        return valid;
    }
}
