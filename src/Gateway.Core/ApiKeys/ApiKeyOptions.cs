using System.ComponentModel.DataAnnotations;

namespace Gateway.Core.ApiKeys;

/// <summary>One API key in code or configuration, by its id.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>Gets or sets the display name.</summary>
    /// <value>Null by default; at most 1,024 characters.</value>
    [MaxLength(1024, ErrorMessage = "{0} must have at most {1} characters.")]
    public string? Name { get; set; }

    /// <summary>Gets or sets SHA-256 of the key's value, 64 hexadecimal digits.</summary>
    /// <value>Null by default. Either this or <see cref="Value"/> is needed.</value>
    public string? Hash { get; set; }

    /// <summary>Gets or sets the key's value in plain text, for development; in configuration it is logged as a warning.</summary>
    /// <value>Null by default. 20 to 128 printable ASCII characters without comma, double quote and space.</value>
    public string? Value { get; set; }

    /// <summary>Gets or sets the hash of the value that is being replaced.</summary>
    /// <value>Null by default. Needs <see cref="PreviousValidUntil"/>.</value>
    public string? PreviousHash { get; set; }

    /// <summary>Gets or sets the time until which the replaced value works.</summary>
    /// <value>Null by default. Needs <see cref="PreviousHash"/>.</value>
    public DateTimeOffset? PreviousValidUntil { get; set; }

    /// <summary>Gets or sets the names of the key's usage plans, in the order in which they are tried.</summary>
    /// <value>Empty by default. A list in configuration replaces that of code.</value>
    public IList<string> Plans { get; set; } = [];

    /// <summary>Gets or sets a value indicating whether the key works.</summary>
    /// <value>True by default.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the time from which the key no longer works.</summary>
    /// <value>Null by default: it does not expire.</value>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Gets facts about the key that handlers can read.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
