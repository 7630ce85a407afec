using Gateway.Core.Mapping.Templates;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

public class MappingTemplateTests
{
    private const string Body = """{"id":7,"name":"A \"B\"\n","price":1.50,"tags":["x","y"],"none":null,"ok":true,"off":false,"in":{"a":[{"b":"deep"}]},"é":"ü"}""";

    [Theory]
    [InlineData("""{"id":{{ input.body.id }}}""", """{"id":7}""")]
    [InlineData("""{"n":{{ input.body.name }},"p":{{ input.body.price }},"t":{{ input.body.tags }}}""", """{"n":"A \"B\"\n","p":1.50,"t":["x","y"]}""")]
    [InlineData("""[{{ input.body.none }},{{ input.body.missing }},{{ input.body.missing.more }},{{ input.body.ok }},{{ input.body.off }}]""", "[null,null,null,true,false]")]
    [InlineData("""{{ input.body.in }}""", """{"a":[{"b":"deep"}]}""")]
    [InlineData("""{{ input.body.in.a[0].b }}""", "\"deep\"")]
    [InlineData("""{{ input.body["é"] }}""", "\"ü\"")]
    [InlineData("""{{ input.body.tags[-1] }}""", "\"y\"")]
    [InlineData("""{{ input.body.tags[9] }}""", "null")]
    [InlineData("""[{{ input.json("$.in.a[0]") }},{{ input.path("$.in.a[0].b") }},{{ input.json("$.nothing") }}]""", """[{"b":"deep"},"deep",null]""")]
    [InlineData("""[{{ input.json("$.in").a[0].b }},{{ input.json("$.tags")[1] }},{{ input.json("$.tags") | array.size }}]""", """["deep","y",2]""")]
    [InlineData("""{{ input.path("$..b") }}""", """["deep"]""")]
    [InlineData("""{{ input.path("$.in").a[0].b }}""", "\"deep\"")]
    [InlineData("""{"x":"{{ input.json("$.name") }}"}""", """{"x":"\"A \\\"B\\\"\\n\""}""")]
    [InlineData("""{"{{ input.body.in.a[0].b }}":1}""", """{"deep":1}""")]
    [InlineData("""{ {{ input.body.in.a[0].b }}: 1 }""", """{ "deep": 1 }""")]
    public void Render_OfTheBody_WritesJsonByPosition(string template, string expected) => Assert.Equal(expected, TemplateLab.Render(template, Body));

    [Theory]
    [InlineData("""{{ input.params("id") }}""", "o-1")]
    [InlineData("""{{ input.params("x-both") }}""", "of the query")]
    [InlineData("""{{ input.params("page") }}""", "3")]
    [InlineData("""{{ input.params("no" + "where") }}""", "")]
    [InlineData("""{{ input.params().header["X-Both"] }}""", "of the header")]
    [InlineData("""{{ input.params().header["x-" + "both"] }}""", "of the header")]
    [InlineData("""{{ input.params().path.id }}/{{ input.params().querystring.page }}""", "o-1/3")]
    [InlineData("""{{ context.httpMethod }} {{ context.requestId }} {{ context["tenant"] }} {{ context.accountId }}""", "PUT r-1 r-1 ")]
    [InlineData("""{{ context.identity.userAgent }}""", TemplateLab.HostileAgent)]
    [InlineData("""{{ stageVariables.table }} {{ stageVariables["a-b"] }} {{ stageVariables["ta" + "ble"] }} {{ stageVariables.none }}""", "orders dashed orders ")]
    [InlineData("""{{ util.urlEncode("a b&{}") }} {{ util.urlDecode("a+b%26") }}""", "a+b%26%7B%7D a b&")]
    [InlineData("""{{ util.base64Encode("é") }} {{ util.base64Decode("w6k=") }}""", "w6k= é")]
    [InlineData("""{{ util.escapeJavaScript("'/\"é") }}""", """\'\/\"\u00E9""")]
    [InlineData("""{{ util.parseJson('{"a":[1,{"b":"c"}],"a2":1.0}').a[1].b }}""", "c")]
    public void Render_GivenNames_ReadsTheRequest(string template, string expected) => Assert.Equal(expected, TemplateLab.RenderText(template));

    [Fact]
    public void Render_TextThatIsJson_PrintsAsJsonOnlyWhereAskedTo()
    {
        Assert.Equal("""["[1,2.50]",[1,2.50],{"a":null,"b":[]}]""", TemplateLab.Render(
            """{{ capture x }}[1,{{ '2.50' }}]{{ end }}[{{ x }},{{ json(x) }},{{ util.parseJson('{"a":null, "b":[] }') }}]"""));
        Assert.Equal("OperandInvalid", TemplateLab.Render("""{{ json("[1,") }}"""));
    }

    [Fact]
    public void NeedsBody_TemplateOfHeadersAlone_IsFalseAndTheBodyIsNotRead()
    {
        var template = TemplateLab.Compile("""{"agent":{{ input.params("User-Agent") }}}""");

        Assert.False(template.NeedsBody);
        Assert.Equal("""{"agent":"\",\"user\":\"oops"}""", TemplateLab.Render(template, "no json"u8.ToArray(), TemplateBudget.Default));
        Assert.True(TemplateLab.Compile("{{ input.body.a }}").NeedsBody);
        Assert.True(TemplateLab.Compile("""{{ input.json("$.a") }}""").NeedsBody);
    }

    [Fact]
    public void Render_BodyOnAPathNotTaken_IsNotRead() =>
        Assert.Equal("1", TemplateLab.Render("{{ if false }}{{ input.body.a }}{{ else }}1{{ end }}", "no json"));

    [Theory]
    [InlineData("", "null")]
    [InlineData("{", "BodyMalformed")]
    [InlineData("""{"a":1,"a":2}""", "BodyMalformed")]
    public void Render_BodyThatIsNoJson_SaysSo(string body, string expected) => Assert.Equal(expected, TemplateLab.Render("{{ input.body.a }}", body));

    [Theory]
    [InlineData(TemplateContentType.Text, "<a&\"b\">")]
    [InlineData(TemplateContentType.Markup, "&lt;a&amp;&quot;b&quot;&gt;")]
    [InlineData(TemplateContentType.Form, "%3Ca%26%22b%22%3E")]
    [InlineData(TemplateContentType.Json, "\"<a&\\\"b\\\">\"")]
    internal void Render_OtherContentType_EncodesForIt(TemplateContentType type, string expected)
    {
        Assert.Equal(expected, TemplateLab.Render("{{ '<a&\"b\">' }}", "", type));
        Assert.Equal(expected, TemplateLab.Render("{{ input.body }}", """ "<a&\"b\">" """, type));
    }

    [Theory]
    [InlineData("application/json", TemplateContentType.Json)]
    [InlineData("application/problem+JSON", TemplateContentType.Json)]
    [InlineData("text/html", TemplateContentType.Markup)]
    [InlineData("application/atom+xml", TemplateContentType.Markup)]
    [InlineData("application/x-www-form-urlencoded", TemplateContentType.Form)]
    [InlineData("text/plain", TemplateContentType.Text)]
    internal void TryGet_KnownMediaType_SaysHowToEncode(string mediaType, TemplateContentType expected)
    {
        Assert.True(TemplateContentTypes.TryGet(mediaType, out var type));
        Assert.Equal(expected, type);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/javascript")]
    [InlineData("")]
    public void TryGet_UnknownMediaType_IsFalse(string mediaType) => Assert.False(TemplateContentTypes.TryGet(mediaType, out _));
}
