namespace Gateway.Core.Mapping.Templates;

/// <summary>A template that cannot be used, with everything that is wrong with it.</summary>
internal sealed class TemplateException(IReadOnlyList<string> messages) : Exception(string.Join(Environment.NewLine, messages))
{
    /// <summary>In the order of the text, each with file, line and column: <c>order.txt(3,14): ...</c>.</summary>
    public IReadOnlyList<string> Messages { get; } = messages;
}
