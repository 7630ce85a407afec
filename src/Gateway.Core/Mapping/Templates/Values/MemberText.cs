using System.Text;
using Gateway.Core.Mapping.Templates.Runs;
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

    /// <summary>Of a name that is only known at a request; null where the run has no steps or memory for it.</summary>
    public static MemberText? Create(ref TemplateRun run, TemplateValue name)
    {
        var text = ValueText.GetOrEmpty(ref run, name);

        // A character of UTF-16 has up to three bytes of UTF-8.
        return run.TryMakeText(text.Length * 3L / 2) ? new MemberText(text) : null;
    }

    public string Text { get; }

    public byte[] Utf8 { get; }

    public int Hash { get; }

    public bool Is(MemberText other) => Hash == other.Hash && Text == other.Text;
}
