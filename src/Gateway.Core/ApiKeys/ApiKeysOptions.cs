using System.ComponentModel.DataAnnotations;

namespace Gateway.Core.ApiKeys;

/// <summary>Where keys are read from, how long what is known of them holds, and the keys themselves.</summary>
public sealed class ApiKeysOptions
{
    /// <summary>Gets or sets the request header that carries the key.</summary>
    /// <value><c>x-api-key</c> by default.</value>
    [Required(ErrorMessage = "{0} must be the name of a header.")]
    [RegularExpression("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}", ErrorMessage = "{0} must be the name of a header, at most 64 characters.")]
    public string HeaderName { get; set; } = "x-api-key";

    /// <summary>Gets or sets the query parameter that may carry the key instead of the header.</summary>
    /// <value>
    /// Null by default: keys in URLs end up in logs of every proxy on the way. When set, the parameter is taken out of the request's URL
    /// before anything in this process logs or forwards it.
    /// </value>
    [RegularExpression("[A-Za-z0-9_.~-]{1,64}", ErrorMessage = "{0} must be 1 to 64 letters, digits and any of _.~-")]
    public string? QueryParameterName { get; set; }

    /// <summary>Gets or sets after how long a known key is looked up again: within this time a revocation in the store is seen.</summary>
    /// <value>1 minute by default; 1 second to 1 hour. Longer only while the store is unavailable or has no room for the look-up.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RevalidateAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets for how long a known key works on while the store is unavailable, since it was last looked up.</summary>
    /// <value>15 minutes by default; 1 second to 1 day. Its value is dropped from memory by the first look-up of any key after this time.</value>
    /// <remarks>At least <see cref="RevalidateAfter"/>. A key that is not used for half of this time may be forgotten earlier.</remarks>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan KnownKeyLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets for how long a value that the store does not know, or whose key is disabled or expired, is refused without asking again.</summary>
    /// <value>10 seconds by default; 0 to 1 hour. A key created or enabled in the store works at the latest after this time.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan UnknownKeyLifetime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how many known keys are kept in memory at most. Beyond half of it the longest unused may be looked up again.</summary>
    /// <value>100,000 by default; 100 to 10,000,000.</value>
    [Range(100, 10_000_000)]
    public int MaxKnownKeys { get; set; } = 100_000;

    /// <summary>Gets or sets how many refused values are remembered as refused.</summary>
    /// <value>100,000 by default; 100 to 10,000,000.</value>
    [Range(100, 10_000_000)]
    public int MaxUnknownKeys { get; set; } = 100_000;

    /// <summary>Gets or sets how long the store may take before it counts as unavailable.</summary>
    /// <value>1 second by default; 10 milliseconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets how many look-ups of values not yet known may run in the store at once, and as many again of known ones that are due.
    /// Beyond it a value not yet known gets 503, and a known one goes on until there is room.
    /// </summary>
    /// <value>100 by default; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxConcurrentLookups { get; set; } = 100;

    /// <summary>
    /// Gets or sets how many values not yet known are looked up in the store per second, over all addresses; as many may be at once after a
    /// pause. Beyond it such a value gets 503. Known values that are due are not counted.
    /// </summary>
    /// <value>1,000 by default; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxLookupsPerSecond { get; set; } = 1_000;

    /// <summary>
    /// Gets or sets a value indicating whether a reload may take away the last key of code and configuration. Otherwise it is refused, because
    /// a file that is half written looks the same.
    /// </summary>
    /// <value>False by default. Keys of a store of the app's own do not count.</value>
    public bool AllowNoKeys { get; set; }

    /// <summary>Gets the keys by id.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, ApiKeyOptions> Keys { get; } = new Dictionary<string, ApiKeyOptions>(StringComparer.Ordinal);
}
