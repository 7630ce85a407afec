using System.Text;
using System.Text.Json;
using Gateway.Core.Mapping.Templates;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

/// <summary>Work on data that a caller made is counted, whoever does it.</summary>
public class TemplateWorkTests
{
    // Memory for everything, so that it is steps that run out.
    private static readonly TemplateBudget Budget = new() { MaxSteps = 1_000_000, MaxBytes = 64 * 1024 * 1024 };

    private static readonly string Hay = Repeat("ab", 150_000);
    private static readonly string Needle = Repeat("ab", 37_500) + "cb" + Repeat("ab", 37_500);

    [Theory]
    [InlineData("{{ input.body.h | string.remove_first input.body.n | string.size }}")]
    [InlineData("{{ input.body.h | string.remove_last input.body.n | string.size }}")]
    [InlineData("{{ input.body.h | string.replace_first input.body.n '' | string.size }}")]
    [InlineData("{{ input.body.h | string.replace input.body.n '' | string.size }}")]
    [InlineData("{{ input.body.h | string.remove input.body.n | string.size }}")]
    [InlineData("{{ input.body.h | string.split input.body.n | array.size }}")]
    [InlineData("{{ input.body.h | string.contains input.body.n }}")]
    public void Render_LongTextSoughtInALongerOne_IsTooComplex(string template) =>
        Assert.Equal("TooComplex", Render(template, new { h = Hay, n = Needle }));

    [Theory]
    [InlineData("{{ input.body.h | string.contains input.body.n }}", "true")]
    [InlineData("{{ input.body.h | string.remove_first input.body.n | string.size }}", "9900")]
    public void Render_SentenceSoughtInAPage_IsDone(string template, string expected) => Assert.Equal(
        expected, Render(template, new { h = Repeat("ab", 4_900) + Repeat("cd", 100), n = Repeat("cd", 50) }));

    // 200,000 characters are 12,500 steps, and 100 turns more than there are.
    [Theory]
    [InlineData("string.split s 'x' | array.size")]
    [InlineData("string.equals_ignore_case s t")]
    [InlineData("string.whitespace w")]
    [InlineData("string.empty s")]
    [InlineData("string.size s")]
    [InlineData("string.to_int d")]
    [InlineData("string.to_double d")]
    [InlineData("math.plus d 1")]
    [InlineData("s == t")]
    [InlineData("s < t")]
    [InlineData("s[0]")]
    [InlineData("input.body[s]")]
    [InlineData("input.params(s)")]
    [InlineData("input.body | object.has_key s")]
    [InlineData("[s, s] | array.contains t")]
    [InlineData("[s, t, s] | array.uniq | array.size")]
    [InlineData("[1, 2] | array.map s | array.size")]
    [InlineData("s | object.default 1 | string.empty")]
    [InlineData("m | object.has_key s")]
    public void Render_LongTextInMemory_CostsWhatItIsLong(string work) => Assert.Equal("TooComplex", Render(
        $"{{{{ s = input.body.s + ''; t = input.body.t + ''; w = input.body.w + ''; d = input.body.d + ''; m = json('{{\"a\":1}}') }}}}"
            + $"{{{{ for i in 1..100 }}}}{{{{ x = {work} }}}}{{{{ end }}}}",
        new
        {
            s = Repeat("x", 100_000) + Repeat("y", 99_999) + "1",
            t = Repeat("x", 100_000) + Repeat("y", 99_999) + "2",
            w = Repeat(" ", 200_000),
            d = Repeat("0", 199_999) + "1",
        }));

    [Fact]
    public void Render_TextOfSeparatorsAlone_IsCountedByItsEmptyParts() => Assert.Equal(
        "TooComplex", Render("{{ s = input.body.s + '' }}{{ for i in 1..6 }}{{ x = string.split s ',' }}{{ end }}", new { s = Repeat(",", 200_000) }));

    [Fact]
    public void Render_MapOverItemsThatAreNoObjects_IsCounted() => Assert.Equal(
        "TooComplex", Render("{{ l = [1, 2] }}{{ for i in 1..12 }}{{ l = array.concat l l }}{{ end }}{{ for i in 1..1000 }}{{ x = array.map l 'a' }}{{ end }}", new { }));

    [Fact]
    public void Render_NumberInATextLongerThanOneInABody_IsTooComplex()
    {
        Assert.Equal("1" + Repeat("0", 98) + "1", Render("{{ json(input.body.n) }}", new { n = "1" + Repeat("0", 98) + "1" }));
        Assert.Equal("TooComplex", Render("{{ json(input.body.n) }}", new { n = "1" + Repeat("0", 99) + "1" }));
        Assert.Equal("TooComplex", Render("{{ util.parseJson(input.body.n) }}", new { n = "[1." + Repeat("0", 100) + "]" }));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Render(string template, object body) => TemplateLab.Render(
        TemplateLab.Compile(template, TemplateContentType.Text), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body)), Budget);
}
