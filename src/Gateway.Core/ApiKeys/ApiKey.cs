using System.Collections.ObjectModel;

namespace Gateway.Core.ApiKeys;

/// <summary>An API key as a store knows it. It has the hash of the key's value, never the value.</summary>
public sealed record ApiKey
{
    /// <summary>Gets the key's id: names the caller in logs, usage and handlers.</summary>
    /// <value>Not empty; unique in the store.</value>
    public required string Id { get; init; }

    /// <summary>Gets the hash of the key's value.</summary>
    /// <value>SHA-256, 64 hexadecimal digits; see <see cref="ComputeHash"/>.</value>
    public required string Hash { get; init; }

    /// <summary>Gets the display name.</summary>
    /// <value>Null by default; at most 1,024 characters.</value>
    public string? Name { get; init; }

    /// <summary>Gets the hash of the value that is being replaced.</summary>
    /// <value>Null by default. The old value works until <see cref="PreviousValidUntil"/>, so that callers can change over.</value>
    public string? PreviousHash { get; init; }

    /// <summary>Gets the end of the old value.</summary>
    /// <value>Null by default: the old value does not work.</value>
    public DateTimeOffset? PreviousValidUntil { get; init; }

    /// <summary>Gets the names of the usage plans, in the order in which they are tried.</summary>
    /// <value>Empty by default: the key is good, but covers nothing. A request is charged to the first plan that its endpoint and stage allow.</value>
    public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>Gets a value indicating whether the key works.</summary>
    /// <value>True by default.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>Gets the time from which the key no longer works.</summary>
    /// <value>Null by default: it does not expire.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets facts about the key that handlers can read.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Makes a new value of 131 random bits with a checksum: <c>gw_&lt;label&gt;_&lt;random&gt;_&lt;checksum&gt;</c>.</summary>
    /// <param name="label">Where the key is for, such as <c>live</c> or <c>test</c>: 1 to 16 of <c>a-z 0-9</c>.</param>
    /// <returns>The value, for the caller, and its hash, for the store.</returns>
    /// <exception cref="ArgumentException"><paramref name="label"/> has another form.</exception>
    public static NewApiKey Create(string label = "live")
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!ApiKeyFormat.IsLabel(label))
        {
            throw new ArgumentException($"The label '{label}' must be 1 to 16 lower-case letters and digits.", nameof(label));
        }

        var value = ApiKeyFormat.CreateValue(label);
        return new NewApiKey(value, ApiKeyHash.Compute(value).ToString());
    }

    /// <summary>Hashes the value of a key from elsewhere, for the store.</summary>
    /// <param name="value">
    /// 20 to 128 printable ASCII characters without comma, double quote and space; a value that begins with <c>gw_</c> must have the form
    /// that <see cref="Create"/> makes.
    /// </param>
    /// <returns>SHA-256, 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> has another form.</exception>
    public static string ComputeHash(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ApiKeyFormat.IsWellFormed(value)
            ? ApiKeyHash.Compute(value).ToString()
            : throw new ArgumentException(ApiKeyOptionsValidator.ValueRule, nameof(value));
    }
}
