using Gateway.Core.Mapping.Templates;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

public class TemplateBudgetTests
{
    private const string Doubling = "{{ x = 'ab' }}{{ for i in 1..60 }}{{ x = x + x }}{{ end }}{{ x }}";

    [Theory]
    [InlineData("{{ while true }}{{ end }}")]
    [InlineData("{{ while true }}{{ continue }}{{ end }}")]
    [InlineData("{{ for i in 1..2000000000 }}{{ end }}")]
    [InlineData("{{ r = 1..2000000000 }}{{ for i in r reversed }}{{ end }}")]
    [InlineData("{{ for a in 1..10000 }}{{ for b in 1..10000 }}{{ end }}{{ end }}")]
    [InlineData("{{ for a in 1..1000 }}{{ for b in 1..1000 }}{{ for c in 1..1000 }}x{{ end }}{{ end }}{{ end }}")]
    [InlineData(Doubling)]
    [InlineData("{{ x = 'ab' }}{{ for i in 1..60 }}{{ x = x | string.append x }}{{ end }}")]
    [InlineData("{{ x = 'ab' }}{{ for i in 1..60 }}{{ capture x }}{{ x }}{{ x }}{{ end }}{{ end }}")]
    [InlineData("{{ x = 'ab' }}{{ for i in 1..60 }}{{ x = [x, x] | array.join x }}{{ end }}")]
    [InlineData("{{ x = 'aa' }}{{ for i in 1..60 }}{{ x = x | string.replace 'a' 'aa' }}{{ end }}")]
    [InlineData("{{ x = [1] }}{{ for i in 1..60 }}{{ x = x | array.concat x }}{{ end }}")]
    [InlineData("{{ x = [1] }}{{ for i in 1..60 }}{{ x = [x, x] }}{{ end }}{{ x }}")]
    [InlineData("{{ 'ab' * 2000000000 }}")]
    [InlineData("{{ 'ab' | string.pad_left 2000000000 }}")]
    [InlineData("{{ 1..2000000000 | array.size | math.plus 1 }}{{ 1..2000000000 }}")]
    [InlineData("{{ 1..2000000000 | array.sort }}")]
    [InlineData("{{ 1..2000000000 | array.join ',' }}")]
    [InlineData("{{ x = '' }}{{ while true }}{{ x = x + 'a' }}{{ end }}")]
    [InlineData("{{ while true }}{{ x = input.json('$..a') }}{{ end }}")]
    [InlineData("{{ while true }}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{{ end }}")]
    [InlineData("{{ while true }}{{ input.body }}{{ end }}")]
    [InlineData("{{ while true }}{{ x = util.parseJson('[[[[[[1,2,3]]]]]]') }}{{ end }}")]
    public void Render_HostileTemplate_IsTooComplexWithinTwiceTheOutputCap(string text)
    {
        var template = TemplateLab.Compile(text, TemplateContentType.Text);
        var body = """{"a":[{"a":1},{"a":2}]}"""u8.ToArray();
        Assert.Equal("TooComplex", TemplateLab.Render(template, body, TemplateBudget.Default));

        var before = GC.GetAllocatedBytesForCurrentThread();
        TemplateLab.Render(template, body, TemplateBudget.Default);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2L * TemplateBudget.Default.MaxBytes);
    }

    [Fact]
    public void Render_BudgetOfOneByteLess_IsTooComplex()
    {
        const string Template = """{"a":{{ input.body }}}""";

        Assert.Equal("""{"a":[1,2]}""", TemplateLab.Render(Template, "[1, 2]", budget: new TemplateBudget { MaxBytes = 11 }));
        Assert.Equal("TooComplex", TemplateLab.Render(Template, "[1, 2]", budget: new TemplateBudget { MaxBytes = 10 }));
    }

    [Fact]
    public void Render_BodyDeeperThanAllowed_IsTooComplex()
    {
        Assert.Equal("[[1]]", TemplateLab.Render("{{ input.body }}", "[[1]]", budget: new TemplateBudget { MaxDepth = 2 }));
        Assert.Equal("TooComplex", TemplateLab.Render("{{ input.body }}", "[[[1]]]", budget: new TemplateBudget { MaxDepth = 2 }));
        Assert.Equal("TooComplex", TemplateLab.Render("{{ x = [1] }}{{ for i in 1..70 }}{{ x = [x] }}{{ end }}{{ x }}"));
    }

    [Fact]
    public void Default_OfEveryBound_IsAsDocumented() => Assert.Equal(
        (1_000_000, 64, 1024 * 1024), (TemplateBudget.Default.MaxSteps, TemplateBudget.Default.MaxDepth, TemplateBudget.Default.MaxBytes));
}
