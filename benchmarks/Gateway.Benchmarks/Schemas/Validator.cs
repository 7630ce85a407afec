using System.Text;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Benchmarks.Schemas;

/// <summary>A schema of ours with the memory that validating takes, for one thread.</summary>
internal sealed class Validator(string schema)
{
    private readonly Workspace _workspace = new();
    private readonly CompiledSchema _schema = SchemaCompiler.Compile(
        new SchemaSource("the schema", schema, SchemaUri.OfModel("Benchmark")), new SchemaLibrary(new SchemaSettings()));

    /// <summary>The pass over a document, without making an answer of what it finds.</summary>
    public SchemaVerdict Judge(ReadOnlySpan<byte> json)
    {
        var verdict = _schema.Judge(json, _workspace, out _);
        _workspace.Clear();
        return verdict;
    }

    public SchemaOutcome Validate(ReadOnlySpan<byte> json) => _schema.Validate(json, _workspace);

    public Action<int> Loop(byte[] json) => operations =>
    {
        for (var operation = 0; operation < operations; operation++)
        {
            Judge(json);
        }
    };

    /// <summary>Null when the order passes and each wrong one does not, else what is wrong with that.</summary>
    public string? CheckOrders() => CheckOrders(json => Validate(Encoding.UTF8.GetBytes(json)).Verdict == SchemaVerdict.Valid);

    /// <summary>As <see cref="CheckOrders()"/>, for any validator.</summary>
    public static string? CheckOrders(Func<string, bool> accepts) =>
        !accepts(OrderText.Json) ? "the order is refused"
        : OrderText.Wrong.FirstOrDefault(accepts) is { } wrong ? $"a wrong order passes: {wrong}"
        : null;

    /// <summary>Null when all documents, after the first pass over them, are judged in memory that is there already.</summary>
    public string? CheckAllocation(params IEnumerable<byte[]> documents) =>
        documents.Select(json => (json.Length, Bytes: MeasureAllocation(json))).Where(pass => pass.Bytes != 0)
            .Select(pass => $"{pass.Bytes} B allocated for a document of {pass.Length} B").FirstOrDefault();

    private long MeasureAllocation(byte[] json)
    {
        Validate(json);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Validate(json);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
