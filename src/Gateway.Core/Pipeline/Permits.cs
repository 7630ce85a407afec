namespace Gateway.Core.Pipeline;

/// <summary>What a request holds while it runs.</summary>
[Flags]
internal enum Permits
{
    None = 0,

    /// <summary>One of the requests that run at once.</summary>
    Concurrency = 1,

    /// <summary>One of the long-lived requests that are open at once.</summary>
    Connection = 2,
}
