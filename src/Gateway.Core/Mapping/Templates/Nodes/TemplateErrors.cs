namespace Gateway.Core.Mapping.Templates.Nodes;

/// <summary>What is wrong with a template, collected so that one start says all of it.</summary>
internal sealed class TemplateErrors
{
    private readonly List<(TemplatePlace Place, string Message)> _errors = [];

    public bool HasAny => _errors.Count > 0;

    public void Add(TemplatePlace place, string message)
    {
        if (!_errors.Contains((place, message)))
        {
            _errors.Add((place, message));
        }
    }

    /// <summary>In the order of the text.</summary>
    public TemplateException ToException() => new([.. _errors.OrderBy(error => error.Place).Select(error => $"{error.Place}: {error.Message}")]);
}
