using System.Buffers;
using System.Text.Json;
using Gateway.Benchmarks.Schemas;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Scriban;
using Scriban.Runtime;

namespace Gateway.Benchmarks.Contracts;

/// <summary>The order of the baselines mapped to another, some 400 bytes, from bytes to bytes: by our template, by Scriban, and by hand.</summary>
internal sealed class OrderTemplate
{
    private const string Model = "input";

    private const string Text =
        """
        {"order":{{ input.body.id }},"buyer":{{ input.body.customer.name }},"to":"{{ input.body.customer.address.city }}, {{ input.body.customer.address.country }}",
        "express":{{ input.body.isExpress }},"lines":[{{ for line in input.body.lines }}{"item":{{ line.sku }},"pieces":{{ line.quantity }},"price":{{ line.price }}}{{ if !for.last }},{{ end }}{{ end }}],
        "total":{{ input.body.total }}}
        """;

    private readonly byte[] _order = OrderText.Bytes;
    private readonly PooledBytes _output = new(ArrayPool<byte>.Shared);
    private readonly GatewayFeature _feature = new(TimeProvider.System, pool: null);
    private readonly MappingTemplate _ours;
    private readonly Template _theirs = Template.Parse(Text);
    private readonly TemplateContext _context = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    public OrderTemplate()
    {
        _writer = new Utf8JsonWriter(_buffer);
        var variables = new ContextVariableTable([], TimeProvider.System, new PipelineOptions());
        _ours = MappingTemplate.Compile(Text, "order", TemplateContentType.Json, new TemplateNames(variables));
    }

    public string Ours => Read(RenderOurs());

    public string Hand => Read(RenderByHand());

    public string Theirs => RenderTheirs();

    public void Dispose() => _output.Dispose();

    public ReadOnlySpan<byte> RenderOurs()
    {
        _output.Dispose();
        var outcome = _ours.Render(new TemplateInput(_feature, _order, TemplateBudget.Default), _output);
        return outcome == TemplateOutcome.Rendered ? _output.Bytes.FirstSpan : throw new InvalidOperationException($"The template is {outcome}.");
    }

    /// <summary>With its context kept, as PERFORMANCE has it; the model is made from the bytes each time.</summary>
    public string RenderTheirs()
    {
        using var document = JsonDocument.Parse(_order);
        _context.PushGlobal(new ScriptObject { [Model] = new ScriptObject { ["body"] = ToScriban(document.RootElement) } });
        var text = _theirs.Render(_context);
        _context.PopGlobal();
        return text;
    }

    public ReadOnlySpan<byte> RenderByHand()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        using var document = JsonDocument.Parse(_order);
        var order = document.RootElement;
        var customer = order.GetProperty("customer"u8);
        var address = customer.GetProperty("address"u8);
        _writer.WriteStartObject();
        Write("order"u8, order.GetProperty("id"u8));
        Write("buyer"u8, customer.GetProperty("name"u8));
        _writer.WriteString("to"u8, $"{address.GetProperty("city"u8).GetString()}, {address.GetProperty("country"u8).GetString()}");
        Write("express"u8, order.GetProperty("isExpress"u8));
        _writer.WriteStartArray("lines"u8);
        foreach (var line in order.GetProperty("lines"u8).EnumerateArray())
        {
            _writer.WriteStartObject();
            Write("item"u8, line.GetProperty("sku"u8));
            Write("pieces"u8, line.GetProperty("quantity"u8));
            Write("price"u8, line.GetProperty("price"u8));
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        Write("total"u8, order.GetProperty("total"u8));
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    private static string Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader).ToString();
    }

    private static object? ToScriban(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ToObject(element),
        JsonValueKind.Array => new ScriptArray(element.EnumerateArray().Select(ToScriban)),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt32(out var integer) ? integer : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static ScriptObject ToObject(JsonElement element)
    {
        var result = new ScriptObject();
        foreach (var member in element.EnumerateObject())
        {
            result[member.Name] = ToScriban(member.Value);
        }

        return result;
    }

    private void Write(ReadOnlySpan<byte> name, JsonElement value)
    {
        _writer.WritePropertyName(name);
        value.WriteTo(_writer);
    }
}
