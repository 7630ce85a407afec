using System.Buffers;
using System.Text.Json;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Xunit;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>What holds for every text of a schema and every bytes of a document, for whatever fuzzer.</summary>
internal sealed class SchemaFuzzTarget
{
    // Used for all inputs, so that what one leaves behind shows in the next.
    private readonly Workspace _used = new();

    public int CompiledCount { get; private set; }

    public int ValidCount { get; private set; }

    public int InvalidCount { get; private set; }

    /// <summary>For a fuzzer that knows bytes only.</summary>
    public void Run(ReadOnlySpan<byte> bytes) => Run(SchemaFuzzInput.Parse(bytes));

    public void Run(SchemaFuzzInput input)
    {
        if (TryCompile(input, out var schema))
        {
            CompiledCount++;
            Check(schema, input.Document);
        }
    }

    private static bool TryCompile(SchemaFuzzInput input, out CompiledSchema schema)
    {
        try
        {
            schema = SchemaCompiler.Compile(
                new SchemaSource("the schema", input.Schema, SchemaUri.OfModel("$fuzz")), new SchemaLibrary(input.Settings));
            return true;
        }
        catch (SchemaException exception)
        {
            Assert.NotEmpty(exception.Faults);
            schema = null!;
            return false;
        }
    }

    private void Check(CompiledSchema schema, byte[] document)
    {
        var outcome = schema.Validate(document, new Workspace());
        AssertSame(outcome, schema.Validate(document, _used));
        AssertSame(outcome, schema.Validate(document, _used));
        AssertSame(outcome, schema.Validate(Split(document), _used));
        var isLookedAt = outcome.Verdict is SchemaVerdict.Valid or SchemaVerdict.Invalid;
        Assert.Equal(outcome.Verdict == SchemaVerdict.Invalid, outcome.Errors.Count > 0);
        Assert.InRange(outcome.Errors.Count, 0, 20);
        using var parsed = TryParse(document, schema.Settings.Reading);
        Assert.True(parsed is not null || !isLookedAt, $"It is no JSON, and yet {outcome.Verdict}.");
        Assert.All(outcome.Errors, error => Assert.True(Resolves(parsed!.RootElement, error.Pointer), $"'{error.Pointer}' leads nowhere."));
        ValidCount += outcome.Verdict == SchemaVerdict.Valid ? 1 : 0;
        InvalidCount += outcome.Verdict == SchemaVerdict.Invalid ? 1 : 0;
    }

    private static void AssertSame(SchemaOutcome expected, SchemaOutcome actual)
    {
        Assert.Equal((expected.Verdict, expected.Fault), (actual.Verdict, actual.Fault));
        Assert.Equal(expected.Errors, actual.Errors);
    }

    private static ReadOnlySequence<byte> Split(byte[] document)
    {
        var middle = document.Length / 2;
        var first = new ByteSegment(document.AsMemory(0, middle), null);
        var second = new ByteSegment(document.AsMemory(middle, 0), first);
        var third = new ByteSegment(document.AsMemory(middle), second);
        return new ReadOnlySequence<byte>(first, 0, third, third.Memory.Length);
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> document, JsonReading reading)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var options = new JsonDocumentOptions
        {
            AllowTrailingCommas = reading.AllowsTrailingCommas,
            CommentHandling = reading.AllowsComments ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
            MaxDepth = reading.MaxDepth,
        };
        try
        {
            return JsonDocument.Parse(document.Span.StartsWith(mark) ? document[mark.Length..] : document, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Resolves(JsonElement element, string pointer)
    {
        foreach (var part in pointer.Split('/').Skip(1))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (element.ValueKind == JsonValueKind.Array)
            {
                if (!int.TryParse(name, out var index) || index >= element.GetArrayLength())
                {
                    return false;
                }

                element = element[index];
            }
            else if (!TryGetMember(element, name, out element))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryGetMember(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object || element.TryGetProperty(name, out value))
        {
            return element.ValueKind == JsonValueKind.Object;
        }

        // A long name is cut. More than one can begin so; any is as good here.
        var isCut = name.Length is 64 or 65 && name.EndsWith('…');
        value = element.EnumerateObject().FirstOrDefault(member => member.Name.StartsWith(name[..^1], StringComparison.Ordinal)).Value;
        return isCut && value.ValueKind != JsonValueKind.Undefined;
    }

    private sealed class ByteSegment : ReadOnlySequenceSegment<byte>
    {
        public ByteSegment(ReadOnlyMemory<byte> memory, ByteSegment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
                previous.Next = this;
            }
        }
    }
}
