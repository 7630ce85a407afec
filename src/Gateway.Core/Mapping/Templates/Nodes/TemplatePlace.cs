namespace Gateway.Core.Mapping.Templates.Nodes;

/// <summary>Where something stands in the template's text, counted from 1.</summary>
internal readonly record struct TemplatePlace(string File, int Line, int Column) : IComparable<TemplatePlace>
{
    public int CompareTo(TemplatePlace other) => (Line, Column).CompareTo((other.Line, other.Column));

    public override string ToString() => $"{File}({Line},{Column})";
}
