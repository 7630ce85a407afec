namespace Gateway.Core.Mapping.Templates.Values;

internal enum TemplateValueKind : byte
{
    Null,
    False,
    True,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>A number of double precision.</summary>
    Double,

    /// <summary>A number that neither has exactly, as it was written.</summary>
    Number,
    Text,

    /// <summary>A string, number, object or array of the body.</summary>
    Token,

    /// <summary>A token of the body that is JSON wherever it is printed, a string with its quotation marks.</summary>
    Json,

    /// <summary>A member of an object of the body, as a loop has it.</summary>
    TokenMember,

    /// <summary>Values that a template made.</summary>
    List,

    /// <summary>Names and values, in turn, that a template made.</summary>
    Map,

    /// <summary>A member of such a map, as a loop has it.</summary>
    MapMember,

    /// <summary>Whole numbers from one to another, both of them in it.</summary>
    Range,
}
