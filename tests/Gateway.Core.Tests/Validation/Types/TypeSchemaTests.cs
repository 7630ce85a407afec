using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Tests.Repository;
using Gateway.Core.Validation.Types;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaTests
{
    [Fact]
    public void Create_Type_WritesDraft4() => Assert.Equal(
        """
        {
          "$schema": "http://json-schema.org/draft-04/schema#",
          "title": "Order",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "customer"
          ],
          "properties": {
            "customer": {
              "type": "string"
            },
            "lines": {
              "type": [
                "array",
                "null"
              ],
              "items": {
                "$ref": "#/definitions/Line"
              }
            },
            "parent": {
              "anyOf": [
                {
                  "type": "null"
                },
                {
                  "$ref": "#"
                }
              ]
            }
          },
          "definitions": {
            "Line": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "count": {
                  "type": "integer",
                  "minimum": 0,
                  "maximum": 255
                }
              }
            }
          }
        }
        """,
        TypeSchema.Create(typeof(Order), TypeContract.Web(), allowUnknownMembers: false));

    [Fact]
    public void Create_CalledAgain_WritesTheSame()
    {
        var first = TypeSchema.Create(typeof(Everything), TypeContract.Web(), false);

        Assert.Equal(first, TypeSchema.Create(typeof(Everything), TypeContract.Web(), false));
    }

    [Fact]
    public void Create_TypesOfTheRuntime_LeaveNoFormat() =>
        Assert.DoesNotContain("\"format\"", TypeSchema.Create(typeof(Everything), TypeContract.Web(), false));

    [Fact]
    public void Create_Options_AreNeitherChangedNorMadeReadOnly()
    {
        var options = new JsonSerializerOptions();

        TypeSchema.Create(typeof(Order), options, allowUnknownMembers: false);

        Assert.False(options.IsReadOnly);
        Assert.Null(options.TypeInfoResolver);
        options.Converters.Add(new JsonStringEnumConverter());
    }

    [Fact]
    public void Create_OptionsThatAreReadOnly_AreTaken()
    {
        var options = TypeContract.Web();
        options.MakeReadOnly(populateMissingResolver: true);

        Assert.Contains("\"customer\"", TypeSchema.Create(typeof(Order), options, allowUnknownMembers: false));
    }

    [Fact]
    public void Create_HundredTypesInAChain_DefinesEach()
    {
        using var schema = JsonDocument.Parse(TypeSchema.Create(TypeChain.Define(100), TypeContract.Web(), allowUnknownMembers: false));

        Assert.Equal(99, schema.RootElement.GetProperty("definitions").EnumerateObject().Count());
    }

    /// <summary>MVC would load every type of the assembly to find controllers, and with them NJsonSchema.</summary>
    [Fact]
    public void ApplicationParts_OfTheGateway_AreNone() => Assert.IsType<NullApplicationPartFactory>(
        ApplicationPartFactory.GetApplicationPartFactory(typeof(TypeSchema).Assembly));

    /// <summary>What an app never calls it does not load: another part that named a type of NJsonSchema would load it for every app.</summary>
    [Fact]
    public void NJsonSchema_OutsideItsFolder_IsNotNamed() => Assert.Empty(CoreSource.Trees
        .Where(tree => !CoreSource.GetFolder(tree).StartsWith("Validation.Types", StringComparison.Ordinal))
        .Where(tree => CoreSource.GetCode(tree) is var code && (code.Contains("NJsonSchema ", StringComparison.Ordinal)
            || code.Contains("Newtonsoft ", StringComparison.Ordinal) || code.Contains("Namotion ", StringComparison.Ordinal)))
        .Select(tree => tree.FilePath));

    internal sealed record Order(string Customer, List<Line>? Lines, Order? Parent);

    internal sealed class Line
    {
        public byte Count { get; set; }
    }

    internal sealed class Everything
    {
        public int Int { get; set; }

        public long Long { get; set; }

        public byte Byte { get; set; }

        public double Double { get; set; }

        public float Float { get; set; }

        public decimal Decimal { get; set; }

        public Guid Guid { get; set; }

        public DateTime DateTime { get; set; }

        public DateTimeOffset DateTimeOffset { get; set; }

        public DateOnly DateOnly { get; set; }

        public TimeOnly TimeOnly { get; set; }

        public TimeSpan TimeSpan { get; set; }

        public Uri? Uri { get; set; }

        public byte[]? Bytes { get; set; }

        public ConsoleColor Color { get; set; }

        public List<Order>? Orders { get; set; }
    }
}
