using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

public class TemplateErrorTests
{
    [Theory]
    [InlineData("{{ include 'x' }}", "(1,4): the function include is not covered.")]
    [InlineData("{{ import x }}", "(1,4): import is not covered.")]
    [InlineData("{{ wrap x }}{{ end }}", "(1,4): wrap is not covered.")]
    [InlineData("{{ with input }}{{ end }}", "(1,4): with is not covered.")]
    [InlineData("{{ tablerow x in input.body }}{{ end }}", "(1,4): tablerow is not covered.")]
    [InlineData("{{ object.eval '1' }}", "(1,4): the function object.eval is not covered.")]
    [InlineData("{{ object.eval_template '1' }}", "(1,4): the function object.eval_template is not covered.")]
    [InlineData("{{ this['x'] }}", "(1,4): this is not covered.")]
    [InlineData("{{ this.x }}", "(1,4): this is not covered.")]
    [InlineData("{{ func f; ret 1; end }}", "(1,4): func is not covered.")]
    [InlineData("{{ ret 1 }}", "(1,4): ret is not covered.")]
    [InlineData("{{ readonly x }}", "(1,4): readonly is not covered.")]
    [InlineData("{{ input = 1 }}", "(1,4): assigning to 'input' is not covered: the name is given.")]
    [InlineData("{{ string = 1 }}", "(1,4): assigning to 'string' is not covered: the name is given.")]
    [InlineData("{{ string.x = 1 }}", "(1,4): assigning to a member or an item is not covered")]
    [InlineData("{{ input.body.x = 1 }}", "(1,4): assigning to a member or an item is not covered")]
    [InlineData("{{ for x in [1] }}{{ x = 2 }}{{ end }}", "(1,22): assigning to 'x' is not covered here: it is the variable of the loop.")]
    [InlineData("{{ x = @string.upcase }}", "(1,8): a function as a value is not covered.")]
    [InlineData("{{ x = string.upcase }}", "(1,8): string.upcase as a value is not covered: functions can only be called.")]
    [InlineData("{{ [1] | array.any 1 }}", "(1,10): the function array.any is not covered.")]
    [InlineData("{{ string }}", "(1,4): 'string' as a value is not covered: functions can only be called.")]
    [InlineData("{{ string.upcas 'x' }}", "(1,4): the function string.upcas is not covered. Known: string.append, string.")]
    [InlineData("{{ string.upcase 'x' 'y' }}", "(1,4): string.upcase takes 1 arguments, the piped one among them, and gets 2.")]
    [InlineData("{{ 'x' | string.slice }}", "(1,10): string.slice takes 2 to 3 arguments, the piped one among them, and gets 1.")]
    [InlineData("{{ 'x' | string.truncate length: 5 }}", "(1,26): an argument by name is not covered.")]
    [InlineData("{{ order.id }}", "(1,4): 'order' is not known. Known: context, input, stageVariables, util, and what the template assigns.")]
    [InlineData("{{ input }}", "(1,4): this is not known of input. Known: input.body,")]
    [InlineData("{{ input.bodi.x }}", "(1,4): this is not known of input. Known: input.body,")]
    [InlineData("{{ input.params().cookie.x }}", "(1,4): input.params().cookie is not known.")]
    [InlineData("{{ input.params().header }}", "(1,4): input.params().header needs a name")]
    [InlineData("{{ input.json('$.') }}", "(1,4): input.json: ")]
    [InlineData("{{ input.json(input.body.p) }}", "(1,4): input.json takes one path, which is a text that the template has")]
    [InlineData("{{ context.requestI }}", "(1,4): context.requestI is not a context variable. Known: accountId,")]
    [InlineData("{{ context }}", "(1,4): context. is not a context variable.")]
    [InlineData("{{ stageVariables }}", "(1,4): stageVariables needs a name")]
    [InlineData("{{ util.time() }}", "(1,4): this is not known of util. Known, each with one argument: util.base64Decode,")]
    [InlineData("{{ for.index }}", "(1,4): for.index is not covered outside of such a loop.")]
    [InlineData("{{ for x in [1] }}{{ for.changed }}{{ end }}", "(1,22): for.changed is not covered.")]
    [InlineData("{{ break }}", "(1,4): break")]
    [InlineData("{{ x = {a:1} }}", "(1,8): an object literal is not covered.")]
    [InlineData("{{ x = 1; $'a{x}' }}", "(1,11): an interpolated string is not covered.")]
    [InlineData("{{ 1.5m }}", "(1,4): a literal of the type Decimal is not covered")]
    [InlineData("{{ x = raw('1') }}", "(1,8): raw is not covered here")]
    [InlineData("{{ 'x' | raw | string.upcase }}", "(1,10): raw is not covered here")]
    [InlineData("{{ x = 1; x++ }}", "(1,11): ++ or -- is not covered.")]
    [InlineData("{{ math.random 1 2 }}", "(1,4): the function math.random is not covered.")]
    [InlineData("{{ date.now }}", "(1,4): date.now is not covered.")]
    [InlineData("{{ for x in [1] foo: 1 }}{{ end }}", "(1,17): 'foo' is not covered here")]
    public void Compile_NotCovered_IsRefusedByNameAndPlace(string template, string expected)
    {
        var error = Assert.Single(TemplateLab.GetErrors(template, Core.Mapping.Templates.TemplateContentType.Text));

        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_SeveralFaults_SaysAllInTheOrderOfTheText() => Assert.Equal(
        [
            "(1,3): 'a' is not known. Known: context, input, stageVariables, util, and what the template assigns.",
            "(2,4): with is not covered.",
            "(3,9): 'b' is not known. Known: context, input, stageVariables, util, and what the template assigns.",
        ],
        TemplateLab.GetErrors("{{a}}\n{{ with a }}{{ end }}\n{{ if !(b) }}{{ end }}"));

    [Fact]
    public void Compile_TextThatScribanCannotRead_SaysWhere() =>
        Assert.StartsWith("(2,", Assert.Single(TemplateLab.GetErrors("x\n{{ if }}y{{ end }}")), StringComparison.Ordinal);

    [Fact]
    public void Compile_ManyPipes_AreRefused() =>
        Assert.Contains("depth", TemplateLab.GetErrors("{{ 'x'" + string.Concat(Enumerable.Repeat(" | string.upcase", 1_000)) + "}}")[0], StringComparison.Ordinal);

    [Fact]
    public void Compile_NestedTooDeep_IsRefused() =>
        Assert.Contains("nested deeper than 200 levels", TemplateLab.GetErrors(string.Concat(Enumerable.Repeat("{{ if true }}", 220)) + string.Concat(Enumerable.Repeat("{{ end }}", 220)))[0], StringComparison.Ordinal);
}
