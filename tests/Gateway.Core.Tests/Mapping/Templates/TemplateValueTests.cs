using System.Text.Json;
using Gateway.Core.Mapping.Templates;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

/// <summary>What values come to where it is easy to get wrong.</summary>
public class TemplateValueTests
{
    [Theory]
    [InlineData("-", "InvalidOutput")]
    [InlineData("1.", "InvalidOutput")]
    [InlineData("1e", "InvalidOutput")]
    [InlineData("1e+", "InvalidOutput")]
    [InlineData("-0", """{"a":-0}""")]
    [InlineData("1.5e+3", """{"a":1.5e+3}""")]
    public void Render_RawNumber_MustBeAWholeOne(string x, string expected) =>
        Assert.Equal(expected, TemplateLab.Render("""{"a":{{ input.body.x | raw }}}""", JsonSerializer.Serialize(new { x })));

    [Fact]
    public void Render_LongListInsideAString_KeepsEveryCharacter()
    {
        var s = "a" + string.Concat(Enumerable.Repeat("é", 20_000));

        var json = TemplateLab.Render("""{"a":"{{ [input.body.s,input.body.s] }}"}""", $$"""{"s":"{{s}}"}""");

        using var document = JsonDocument.Parse(json);
        Assert.Equal($"""["{s}","{s}"]""", document.RootElement.GetProperty("a").GetString());
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "OperandInvalid")]
    [InlineData("""{"a":1,"\u0061":2}""", "OperandInvalid")]
    [InlineData("""[{"b":{"a":1,"c":2,"a":3}}]""", "OperandInvalid")]
    [InlineData("""{"a":1,"A":2}""", """{"a":1,"A":2}""")]
    public void Render_TextWithANameTwice_IsRefusedAsABodyIs(string x, string expected)
    {
        Assert.Equal(expected, TemplateLab.Render("{{ util.parseJson(input.body.x) }}", JsonSerializer.Serialize(new { x })));
        Assert.Equal(expected, TemplateLab.Render("{{ json(input.body.x) }}", JsonSerializer.Serialize(new { x })));
    }

    [Theory]
    [InlineData(@"\u0000", "<a>\uFFFD</a>")]
    [InlineData(@"x\u0001<\uffff\ufffe&y", "<a>x\uFFFD&lt;\uFFFD\uFFFD&amp;y</a>")]
    [InlineData(@"\t\n\r\u0080", "<a>&#x9;&#xA;&#xD;&#x80;</a>")]
    [InlineData(@"\ufffd", "<a>&#xFFFD;</a>")]
    public void Render_CharactersThatXmlHasNot_AreReplaced(string text, string expected)
    {
        Assert.Equal(expected, TemplateLab.Render("<a>{{ input.body }}</a>", $"\"{text}\"", TemplateContentType.Markup));
        Assert.Equal(expected, TemplateLab.Render("<a>{{ input.body + '' }}</a>", $"\"{text}\"", TemplateContentType.Markup));
    }

    [Fact]
    public void Render_IndexOfALoopOnItsFirstTest_IsZero() => Assert.Equal("01|01|", TemplateLab.RenderText(
        "{{ for i in 1..2 }}{{ n = 0 }}{{ while while.index < 1 && n < 9 }}{{ while.index }}{{ n = n + 1 }}{{ end }}|{{ end }}"));

    [Theory]
    [InlineData("input.body.o == 1", "false")]
    [InlineData("input.body.o != 1", "true")]
    [InlineData("'x' == input.body.l", "false")]
    [InlineData("input.body.l != true", "true")]
    [InlineData("input.body.l == null", "false")]
    [InlineData("input.body.o == input.body.l", "false")]
    [InlineData("input.body.o == input.body.o", "true")]
    [InlineData("input.body.o != input.body.o", "false")]
    [InlineData("input.body.o == input.json('$.o')", "true")]
    [InlineData("input.body.o == input.body.same", "false")]
    [InlineData("[1] == [1]", "false")]
    [InlineData("1..3 == 5", "false")]
    [InlineData("json('{}') == 1.5", "false")]
    [InlineData("input.body.l < 1", "OperandInvalid")]
    public void Render_ObjectOrArrayCompared_IsEqualOnlyToItself(string comparison, string expected) => Assert.Equal(
        expected, TemplateLab.RenderText($"{{{{ {comparison} }}}}", """{"o":{"a":1},"same":{"a":1},"l":[1]}"""));

    [Fact]
    public void Render_NumbersWhoseHalvesCancelOut_HaveHashesOfTheirOwn()
    {
        // The hash of a double is one half of it, crossed with the other.
        var keys = Enumerable.Range(0, 1_000).Select(i => BitConverter.Int64BitsToDouble(((0x40000000L + i) << 32) | (0x40000000L + i)));
        var hashes = keys.Select(key => new Core.Mapping.Templates.Values.ValueKey(2, key, 0, null).GetHashCode());

        Assert.InRange(hashes.Distinct().Count(), 990, 1_000);
        Assert.Equal(
            new Core.Mapping.Templates.Values.ValueKey(2, 0.0, 0, null).GetHashCode(),
            new Core.Mapping.Templates.Values.ValueKey(2, -0.0, 0, null).GetHashCode());
    }
}
