using System.Buffers;
using System.Text;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Pipeline.Bodies;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

public class TemplateIsolationTests
{
    private static readonly MappingTemplate Template = TemplateLab.Compile(
        """
        {{ capture note }}{{ input.body.name }}/{{ input.body.id }}{{ end -}}
        {"id":{{ input.body.id }},"note":{{ note }},"left":{{ left }},
        "tags":[{{ for tag in input.body.tags }}{{ if !for.first }},{{ end }}{{ tag | string.upcase }}{{ end }}],
        "sorted":{{ input.body.tags | array.sort }}}{{ if input.body.id == 1 }}{{ left = input.body.name }}{{ end }}
        """);

    private static readonly byte[] Alice = """{"id":1,"name":"alice","tags":["b","a"]}"""u8.ToArray();
    private static readonly byte[] Bob = """{"id":2,"name":"bob","tags":[]}"""u8.ToArray();

    [Fact]
    public void Render_InterleavedRequestsOfTwoCallers_NeverSeesTheOther()
    {
        Parallel.For(0, 20_000, i =>
        {
            var output = TemplateLab.Render(Template, i % 2 == 0 ? Alice : Bob, TemplateBudget.Default).ReplaceLineEndings("");
            Assert.Equal(
                i % 2 == 0
                    ? """{"id":1,"note":"alice/1","left":null,"tags":["B","A"],"sorted":["a","b"]}"""
                    : """{"id":2,"note":"bob/2","left":null,"tags":[],"sorted":[]}""",
                output);
        });
    }

    [Fact]
    public void Render_BytesOfTheBody_AllocatesNothing()
    {
        var template = TemplateLab.Compile(
            """{"id":{{ input.body.id }},"n":"{{ input.body.name }}","l":[{{ for x in input.body.tags }}{{ if for.index > 0 }},{{ end }}{{ x }}{{ end }}],"b":{{ input.body.id == 1 && input.body.name == "alice" }}}""");
        var feature = TemplateLab.CreateFeature();
        using var destination = new PooledBytes(ArrayPool<byte>.Shared);

        Assert.Equal(TemplateOutcome.Rendered, template.Render(new TemplateInput(feature, Alice, TemplateBudget.Default), destination));
        Assert.Equal("""{"id":1,"n":"alice","l":["b","a"],"b":true}""", Encoding.UTF8.GetString(destination.Bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();
        template.Render(new TemplateInput(feature, Alice, TemplateBudget.Default), destination);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
