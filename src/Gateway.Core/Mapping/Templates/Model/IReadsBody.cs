namespace Gateway.Core.Mapping.Templates.Model;

/// <summary>An expression that needs the body.</summary>
internal interface IReadsBody;
