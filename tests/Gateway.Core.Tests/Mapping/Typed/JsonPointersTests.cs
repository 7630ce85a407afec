using System.Text.Json;
using Gateway.Core.Mapping.Typed;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Typed;

public class JsonPointersTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("$", "")]
    [InlineData("$.a", "/a")]
    [InlineData("$.a.b[12].c", "/a/b/12/c")]
    [InlineData("$[0][1]", "/0/1")]
    [InlineData("$['a b'].c", "/a b/c")]
    [InlineData("$['a/b~c'][1]", "/a~1b~0c/1")]
    [InlineData("$.a[", "/a/")]
    [InlineData("$['a", "/a")]
    [InlineData("$.", "/")]
    public void FromPath_OfTheSerializer_IsAPointer(string? path, string expected) => Assert.Equal(expected, JsonPointers.FromPath(path));

    [Theory]
    [InlineData("""{"a":{"b":[1,"x"]}}""", "/a/b/1")]
    [InlineData("""{"]":!}""", "/]")]
    [InlineData("""{"]'x":{"a":tru}}""", "/]'x/a")]
    [InlineData("""{"a/b":!}""", "/a~1b")]
    [InlineData("""{"'":!}""", "/'")]
    public void FromPath_OfARealException_IsAPointer(string json, string expected)
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, int[]>>>(json));

        Assert.Equal(expected, JsonPointers.FromPath(exception.Path));
    }

    [Fact]
    public void FromPath_EveryShortText_IsSomePointer()
    {
        const string characters = "$.[]'a\"";
        foreach (var a in characters)
        {
            foreach (var b in characters)
            {
                foreach (var c in characters)
                {
                    foreach (var d in characters)
                    {
                        Assert.NotNull(JsonPointers.FromPath($"${a}{b}{c}{d}"));
                    }
                }
            }
        }
    }

    [Fact]
    public void FromPath_LongNames_IsCut()
    {
        var pointer = JsonPointers.FromPath("$." + new string('x', 100_000));

        Assert.Equal((257, '…'), (pointer.Length, pointer[^1]));
    }
}
