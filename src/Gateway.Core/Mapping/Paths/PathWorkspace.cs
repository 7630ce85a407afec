using Gateway.Core.Mapping.Paths.Patterns;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths;

/// <summary>The memory that a path takes on a document, used again for the next: in usual cases finding costs no allocation.</summary>
internal sealed class PathWorkspace
{
    private ReusedArray<int> _nodes = new(64);
    private ReusedArray<int> _noted = new(64);
    private ReusedArray<char> _characters = new(256);
    private ReusedArray<byte> _text = new(0);
    private int _nodeCount;

    public JsonTape Tape { get; } = new();

    /// <summary>The last pattern that came from the document, because it is often one for many texts.</summary>
    public DocumentPattern Pattern { get; } = new();

    /// <summary>The tokens of the nodes that were found, in their order; one can be there more than once.</summary>
    public ReadOnlySpan<int> Nodes => _nodes.Items.AsSpan(0, _nodeCount);

    public int NotedCount { get; private set; }

    public void AddNode(int node)
    {
        _nodes.Reserve(_nodeCount + 1, _nodeCount);
        _nodes.Items[_nodeCount++] = node;
    }

    public void ForgetNodes() => _nodeCount = 0;

    public void Note(int node)
    {
        _noted.Reserve(NotedCount + 1, NotedCount);
        _noted.Items[NotedCount++] = node;
    }

    public int TakeNoted() => _noted.Items[--NotedCount];

    public void ForgetNoted(int mark) => NotedCount = mark;

    /// <summary>Text in UTF-16; good until the next call.</summary>
    public ReadOnlySpan<char> Transcode(ReadOnlySpan<byte> text, bool isEscaped)
    {
        _characters.Reserve(text.Length, kept: 0);
        return _characters.Items.AsSpan(0, JsonText.Transcode(text, isEscaped, _characters.Items));
    }

    /// <summary>Memory for text behind the first <paramref name="kept"/> bytes, which stay.</summary>
    public Span<byte> ReserveText(int length, int kept)
    {
        _text.Reserve(kept + length, kept);
        return _text.Items.AsSpan(kept);
    }

    public ReadOnlySpan<byte> GetText(int length) => _text.Items.AsSpan(0, length);

    public void Clear()
    {
        _nodeCount = 0;
        NotedCount = 0;
        Tape.Clear();
        Pattern.Clear();
        _nodes.Release();
        _noted.Release();
        _characters.Release();
        _text.Release();
    }
}
