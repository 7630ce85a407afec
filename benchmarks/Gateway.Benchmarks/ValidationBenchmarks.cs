using System.Text;
using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Schemas;
using Gateway.Core.Validation.Schemas;
using NJsonSchema;

namespace Gateway.Benchmarks;

/// <summary>An order of about 1 KB against its schema: valid, with errors, with their answer, and with keywords for the whole document.</summary>
[MemoryDiagnoser]
public class ValidationBenchmarks
{
    private readonly Validator _plain = new(OrderSchema.Plain);
    private readonly Validator _full = new(OrderSchema.Full);
    private readonly byte[] _valid = OrderText.Bytes;
    private readonly byte[] _invalid = Encoding.UTF8.GetBytes(OrderText.Invalid);
    private JsonSchema _rival = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _rival = await JsonSchema.FromJsonAsync(OrderSchema.Plain);
        var complaint = _plain.CheckOrders() ?? _full.CheckOrders() ?? Validator.CheckOrders(json => _rival.Validate(json).Count == 0);
        if (complaint is not null)
        {
            throw new InvalidOperationException(complaint);
        }
    }

    [Benchmark(Baseline = true)]
    public int NJsonSchemaValid() => _rival.Validate(OrderText.Json).Count;

    [Benchmark]
    public int NJsonSchemaInvalid() => _rival.Validate(OrderText.Invalid).Count;

    [Benchmark]
    public bool Valid() => _plain.Judge(_valid) == SchemaVerdict.Valid;

    [Benchmark]
    public bool ValidWholeDocument() => _full.Judge(_valid) == SchemaVerdict.Valid;

    [Benchmark]
    public bool Invalid() => _plain.Judge(_invalid) == SchemaVerdict.Invalid;

    [Benchmark]
    public int InvalidWithAnswer() => _plain.Validate(_invalid).Errors.Count;
}
