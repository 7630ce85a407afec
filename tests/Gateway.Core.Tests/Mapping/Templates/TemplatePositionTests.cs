using System.Text.Json;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

public class TemplatePositionTests
{
    private const string Hostile = """{"v":"\",\"user\":\"oops","k":"\":1,\"admin\":true,\"x","o":{"a":"}],"},"n":null}""";

    [Theory]
    [InlineData("""{"agent":{{ input.params("User-Agent") }}}""")]
    [InlineData("""{"agent":"{{ input.params("User-Agent") }}"}""")]
    [InlineData("""{"agent":"{{ input.body.v }}"}""")]
    [InlineData("""{"agent":{{ input.body.v }}}""")]
    [InlineData("""{"agent":{{ input.body.v | string.append "" }}}""")]
    [InlineData("""{{ capture x }}{{ input.body.v }}{{ end }}{"agent":{{ x }}}""")]
    [InlineData("""{{ capture x }}{{ input.body.v }}{{ end }}{"agent":"{{ x }}"}""")]
    [InlineData("""{{ x = input.body.v }}{"agent":"{{ x }}"}""")]
    public void Render_HostileValue_StaysTheOneString(string template)
    {
        using var document = JsonDocument.Parse(TemplateLab.Render(template, Hostile));

        var member = Assert.Single(document.RootElement.EnumerateObject());
        Assert.Equal(TemplateLab.HostileAgent, member.Value.GetString());
    }

    [Theory]
    [InlineData("""{ {{ input.body.k }}: 1}""")]
    [InlineData("""{"{{ input.body.k }}": 1}""")]
    public void Render_HostileKey_StaysTheOneKey(string template)
    {
        using var document = JsonDocument.Parse(TemplateLab.Render(template, Hostile));

        var member = Assert.Single(document.RootElement.EnumerateObject());
        Assert.Equal("\":1,\"admin\":true,\"x", member.Name);
    }

    [Fact]
    public void Render_ObjectInsideAString_IsItsTextEscaped() =>
        Assert.Equal("""{"o":"{\"a\":\"}],\"}","n":""}""", TemplateLab.Render("""{"o":"{{ input.body.o }}","n":"{{ input.body.n }}"}""", Hostile));

    [Theory]
    [InlineData("""[{{ for x in input.body }}{{ if !for.first }},{{ end }}{{ x }}{{ end }}]""", "[1,2,3]")]
    [InlineData("""[{{ for x in input.body }}{{ x }}{{ if !for.last }},{{ end }}{{ end }}]""", "[1,2,3]")]
    [InlineData("""{ {{ for x in input.body }}{{ if !for.first }},{{ end }}"k{{ x }}":{{ x }}{{ end }} }""", """{ "k1":1,"k2":2,"k3":3 }""")]
    [InlineData("""{ {{ for x in input.body }}{{ if !for.first }},{{ end }}{{ x }}:"{{ x }}"{{ end }} }""", """{ "1":"1","2":"2","3":"3" }""")]
    [InlineData("""[{{ for x in input.body }}{{ if x == 2 }}{{ continue }}{{ end }}{{ if !for.first }},{{ end }}{{ x }}{{ end }}]""", "[1,3]")]
    [InlineData("""[{{ for x in input.body }}{{ if x == 3 }}{{ break }}{{ end }}{{ if !for.first }},{{ end }}{{ x }}{{ end }}]""", "[1,2]")]
    [InlineData("""{{ if input.body[0] == 1 }}{"a":{{ input.body }}}{{ else }}[{{ input.body }}]{{ end }}""", """{"a":[1,2,3]}""")]
    [InlineData("""{{ if true }}[{{ else }}{"a":{{ end }}{{ input.body[0] }}{{ if true }}]{{ else }}}{{ end }}""", "[1]")]
    [InlineData("""[{{ for x in input.body }}{{ capture c }}{{ if x == 2 }}{{ break }}{{ end }}"{{ x }}{{ end }}{{ if !for.first }},{{ end }}{{ c }}{{ end }}]""", "[\"\\\"1\"]")]
    [InlineData("""[{{ x = 0 }}{{ while x < 3 }}{{ if while.index > 0 }},{{ end }}[{{ x }}]{{ x = x + 1 }}{{ end }}]""", "[[0],[1],[2]]")]
    [InlineData("""{{ case input.body[1] }}{{ when 1 }}{"a":1}{{ when 2 }}["{{ input.body[2] }}"]{{ else }}null{{ end }}""", """["3"]""")]
    [InlineData("""{"a":"x{{ for i in input.body }}{{ i }};{{ end }}"}""", """{"a":"x1;2;3;"}""")]
    [InlineData("""[1.5e+3,-0,true,false,null,"\u00e9\"\\", {} , [ ] ,{{ input.body[0] }}]""", """[1.5e+3,-0,true,false,null,"\u00e9\"\\", {} , [ ] ,1]""")]
    public void Render_Paths_AreFollowed(string template, string expected) => Assert.Equal(expected, TemplateLab.Render(template, "[1,2,3]"));

    [Theory]
    [InlineData("[{{ for x in input.body }}{{ x }},{{ end }}]")]
    [InlineData("[{{ for x in input.body }}{{ x }}{{ if false }},{{ end }}{{ end }}]")]
    [InlineData("""{"a":{{ if false }}1{{ end }}}""")]
    [InlineData("{{ if true }}[{{ end }}1{{ if false }}]{{ end }}")]
    [InlineData("[{{ 1 / 0 }}]")]
    [InlineData("[{{ raw('1,') }}]")]
    [InlineData("{{ raw('1 2') }}")]
    public void Render_OutputThatIsNoJson_IsInvalid(string template) => Assert.Equal("InvalidOutput", TemplateLab.Render(template, "[1,2]"));

    [Theory]
    [InlineData("[{{ raw('1,2') }}]", "[1,2]")]
    [InlineData("[{{ raw('1') }},{{ '2' | raw }}]", "[1,2]")]
    [InlineData("""{"a":1{{ raw(',"b":2') }}}""", """{"a":1,"b":2}""")]
    [InlineData("""{ {{ raw('"b":2') }} }""", """{ "b":2 }""")]
    [InlineData("""["{{ raw('\\n') }}"]""", """["\n"]""")]
    public void Render_Raw_PrintsWithoutEncodingWhatIsJson(string template, string expected) => Assert.Equal(expected, TemplateLab.Render(template));

    [Theory]
    [InlineData("""{{ if input.body }}"{{ end }}{{ input.body }}""", "(1,33): this expression has two possible positions in JSON, as a value, as a key or inside a string, depending on how the template comes here.")]
    [InlineData("""{{ if input.body }}[{{ else }}{"a":1, {{ end }}] {{ input.body }}""", "(1,53): no value can stand here in JSON.")]
    [InlineData("{\"a\":1}\n {{ input.body }}", "(2,5): no value can stand here in JSON.")]
    [InlineData("[1{{ input.body }}]", "(1,6): no value can stand here in JSON.")]
    [InlineData("""["\{{ input.body }}"]""", "(1,7): no value can stand here in JSON.")]
    [InlineData("{a:1}", "(1,1): this text cannot stand here in JSON.")]
    [InlineData("[01]", "(1,1): this text cannot stand here in JSON.")]
    [InlineData("[tru]", "(1,1): this text cannot stand here in JSON.")]
    [InlineData("[1", "(1,3): the JSON is not complete at the end of the template.")]
    [InlineData("", "(1,1): the JSON is not complete at the end of the template.")]
    [InlineData("[{{ for x in input.body }}[{{ end }}]", "(1,5): the loop must leave as many objects and arrays open as it found.")]
    public void Compile_PositionThatIsNone_StopsWithLineAndColumn(string template, string expected) =>
        Assert.Equal([expected], TemplateLab.GetErrors(template));

    [Fact]
    public void Compile_TooManyWaysThatDiffer_StopsTheStart()
    {
        var template = string.Concat(Enumerable.Repeat("""{{ if input.body }}[{{ else }}{"a":{{ end }}""", 8));

        Assert.Contains(
            TemplateLab.GetErrors(template), error => error.Contains("there are too many ways through the template to here", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_FortyLoopsWithinEachOther_IsFollowed()
    {
        var open = string.Concat(Enumerable.Range(0, 40).Select(i => $$$"""[{{ for x{{{i}}} in input.body }}{{ if !for.first }},{{ end }}"""));
        var close = string.Concat(Enumerable.Repeat("{{ end }}]", 40));

        Assert.Equal("[]", TemplateLab.Render(open + "{{ x39 }}" + close, "[]"));
    }
}
