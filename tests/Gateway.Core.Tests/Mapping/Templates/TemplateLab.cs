using System.Buffers;
using System.Text;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Tests.Mapping.Templates;

/// <summary>Renders templates on a request that has a header, a query parameter, a route value and stage variables.</summary>
internal static class TemplateLab
{
    public const string HostileAgent = "\",\"user\":\"oops";

    public static readonly TemplateNames Names = new(new ContextVariableTable(
        [new ContextVariable("tenant", feature => feature.RequestId)], TimeProvider.System, new PipelineOptions()));

    public static MappingTemplate Compile(string text, TemplateContentType type = TemplateContentType.Json) =>
        MappingTemplate.Compile(text, "order.txt", type, Names);

    /// <summary>The output, or the outcome in its place.</summary>
    public static string Render(string text, string body = "", TemplateContentType type = TemplateContentType.Json, TemplateBudget? budget = null) =>
        Render(Compile(text, type), Encoding.UTF8.GetBytes(body), budget ?? TemplateBudget.Default);

    public static string RenderText(string text, string body = "") => Render(text, body, TemplateContentType.Text);

    public static string Render(MappingTemplate template, byte[] body, TemplateBudget budget)
    {
        using var destination = new PooledBytes(ArrayPool<byte>.Shared);
        var outcome = template.Render(new TemplateInput(CreateFeature(), body, budget), destination);
        return outcome == TemplateOutcome.Rendered ? Encoding.UTF8.GetString(destination.Bytes) : outcome.ToString();
    }

    /// <summary>What is wrong with a template, without the name of the file.</summary>
    public static string[] GetErrors(string text, TemplateContentType type = TemplateContentType.Json)
    {
        try
        {
            Compile(text, type);
            return [];
        }
        catch (TemplateException exception)
        {
            return [.. exception.Messages.Select(message => message.Replace("order.txt", "", StringComparison.Ordinal))];
        }
    }

    public static GatewayFeature CreateFeature()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "PUT";
        context.Request.Headers.UserAgent = HostileAgent;
        context.Request.Headers["x-both"] = "of the header";
        context.Request.QueryString = new QueryString("?x-both=of%20the%20query&page=2&page=3");
        context.Request.RouteValues["id"] = "o-1";
        var feature = TestFeatures.Of(context);
        feature.Stage = new GatewayStage("prod", [new("table", "orders"), new("a-b", "dashed")]);
        feature.RequestId = "r-1";
        return feature;
    }
}
