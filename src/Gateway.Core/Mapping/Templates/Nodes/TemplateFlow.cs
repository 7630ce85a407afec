namespace Gateway.Core.Mapping.Templates.Nodes;

/// <summary>Where a template goes on behind a statement.</summary>
internal enum TemplateFlow
{
    Next,

    /// <summary>Behind the loop.</summary>
    Break,

    /// <summary>With the next item of the loop.</summary>
    Continue,

    /// <summary>Nowhere: the run has stopped.</summary>
    Stop,
}
