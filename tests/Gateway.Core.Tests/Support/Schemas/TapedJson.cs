using System.Text;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>A document and its tokens, kept for as long as the test needs them.</summary>
internal sealed class TapedJson
{
    private readonly byte[] _bytes;
    private readonly JsonReading _reading;
    private readonly JsonTape _tape = new();

    public TapedJson(ReadOnlySpan<byte> json, JsonReading? reading = null)
    {
        _bytes = json.ToArray();
        _reading = reading ?? JsonReading.Strict;
        Fault = JsonTapeReader.Read(_bytes, _reading, _tape);
    }

    public TapedJson(string json, JsonReading? reading = null)
        : this(Encoding.UTF8.GetBytes(json), reading)
    {
    }

    public JsonFault Fault { get; }

    public TokenizedJson Json => new(_bytes, _tape.Tokens, _reading);
}
