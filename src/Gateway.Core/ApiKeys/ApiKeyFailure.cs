namespace Gateway.Core.ApiKeys;

/// <summary>What was wrong with a presented API key.</summary>
public enum ApiKeyFailure
{
    /// <summary>The request carries no key, or the header is listed in <c>Connection</c> and so not meant for the app.</summary>
    Missing = 0,

    /// <summary>The request carries several values, or one that cannot be a key.</summary>
    Malformed = 1,

    /// <summary>No store knows the value.</summary>
    Unknown = 2,

    /// <summary>The key is disabled.</summary>
    Disabled = 3,

    /// <summary>The key, or the presented one of its two values, has expired.</summary>
    Expired = 4,
}
