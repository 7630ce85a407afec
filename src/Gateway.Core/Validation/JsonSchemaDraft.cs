namespace Gateway.Core.Validation;

/// <summary>The drafts of JSON Schema that are known, by the value of <c>$schema</c>.</summary>
public enum JsonSchemaDraft
{
    /// <summary><c>http://json-schema.org/draft-04/schema#</c>, the one of Amazon API Gateway's models.</summary>
    Draft4 = 4,

    /// <summary><c>http://json-schema.org/draft-06/schema#</c>.</summary>
    Draft6 = 6,

    /// <summary><c>http://json-schema.org/draft-07/schema#</c>.</summary>
    Draft7 = 7,

    /// <summary><c>https://json-schema.org/draft/2020-12/schema</c>.</summary>
    Draft202012 = 202012,
}
