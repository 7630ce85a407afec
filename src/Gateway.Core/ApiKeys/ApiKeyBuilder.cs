namespace Gateway.Core.ApiKeys;

/// <summary>Describes an API key in code.</summary>
public sealed class ApiKeyBuilder
{
    private readonly ApiKeyOptions _options;

    internal ApiKeyBuilder(ApiKeyOptions options) => _options = options;

    /// <summary>Sets the display name.</summary>
    /// <param name="name">At most 1,024 characters.</param>
    /// <returns>The same builder.</returns>
    public ApiKeyBuilder Name(string name)
    {
        _options.Name = name;
        return this;
    }

    /// <summary>Sets the key's value by its hash.</summary>
    /// <param name="hash">SHA-256 of the value, 64 hexadecimal digits; <see cref="ApiKey.ComputeHash"/> and <see cref="ApiKey.Create"/> make it.</param>
    /// <returns>The same builder.</returns>
    public ApiKeyBuilder Hash(string hash)
    {
        _options.Hash = hash;
        return this;
    }

    /// <summary>Sets the key's value in plain text; for development and tests, because whoever reads the code can use it.</summary>
    /// <param name="value">20 to 128 printable ASCII characters without comma, double quote and space.</param>
    /// <returns>The same builder.</returns>
    public ApiKeyBuilder Value(string value)
    {
        _options.Value = value;
        return this;
    }

    /// <summary>Lets the value that is being replaced work on for a while.</summary>
    /// <param name="hash">SHA-256 of the old value, 64 hexadecimal digits.</param>
    /// <param name="validUntil">Until when it works.</param>
    /// <returns>The same builder.</returns>
    public ApiKeyBuilder PreviousHash(string hash, DateTimeOffset validUntil)
    {
        _options.PreviousHash = hash;
        _options.PreviousValidUntil = validUntil;
        return this;
    }

    /// <summary>Sets the key's usage plans. A request is charged to the first that its endpoint and stage allow.</summary>
    /// <param name="plans">The plans' names, in the order in which they are tried.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="plans"/> is null.</exception>
    public ApiKeyBuilder Plans(params string[] plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        _options.Plans = [.. plans];
        return this;
    }

    /// <summary>Switches the key off.</summary>
    /// <returns>The same builder.</returns>
    public ApiKeyBuilder Disabled()
    {
        _options.Enabled = false;
        return this;
    }

    /// <summary>Sets the time from which the key no longer works.</summary>
    /// <param name="time">The end.</param>
    /// <returns>The same builder.</returns>
    public ApiKeyBuilder ExpiresAt(DateTimeOffset time)
    {
        _options.ExpiresAt = time;
        return this;
    }

    /// <summary>Adds a fact about the key that handlers can read.</summary>
    /// <param name="name">The tag's name.</param>
    /// <param name="value">The tag's value.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public ApiKeyBuilder Tag(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        _options.Tags[name] = value;
        return this;
    }
}
