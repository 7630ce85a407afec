namespace Gateway.Core.ApiKeys;

/// <summary>A key just made: the only moment at which its value is known.</summary>
/// <param name="Value">What the caller sends. Hand it over and forget it; it cannot be recovered.</param>
/// <param name="Hash">SHA-256 of the value, 64 hexadecimal digits: what is stored or configured.</param>
public sealed record NewApiKey(string Value, string Hash)
{
    /// <summary>Shows the label and the last four characters, so that a log of the object does not hold the value.</summary>
    /// <returns>For example <c>gw_live_…x7Qa</c>.</returns>
    public override string ToString() => ApiKeyFormat.Mask(Value);
}
