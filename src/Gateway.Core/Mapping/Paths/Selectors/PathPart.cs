namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>A segment as it is read, when it is not yet known what comes behind it.</summary>
internal readonly record struct PathPart(PathSelector[] Selectors, bool IsDescendant);
