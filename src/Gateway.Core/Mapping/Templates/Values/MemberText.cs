using System.Text;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>The name of a member, ready to be found in objects of the body.</summary>
internal sealed class MemberText
{
    public MemberText(string text)
    {
        Text = text;
        Utf8 = Encoding.UTF8.GetBytes(text);
        Hash = MemberName.GetHash(Utf8, isEscaped: false, ignoresCase: false);
    }

    public string Text { get; }

    public byte[] Utf8 { get; }

    public int Hash { get; }

    public bool Is(MemberText other) => Hash == other.Hash && Text == other.Text;
}
