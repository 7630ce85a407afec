using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Values;

/// <summary>Makes texts, and counts them before they are made.</summary>
internal static class TextMaking
{
    public static TemplateValue Join(ref TemplateRun run, string first, string second) =>
        run.TryMakeText((long)first.Length + second.Length) ? TemplateValue.OfText(first + second) : TemplateValue.Null;
}
