namespace Gateway.Core.Authorizers;

/// <summary>Has authorizers forget what they have answered, while the app runs. Only in this process.</summary>
public interface IAuthorizerAdministration
{
    /// <summary>Forgets every answer of one authorizer. An answer that is under way serves those that wait for it and is not remembered.</summary>
    /// <param name="authorizer">The name under which it was added.</param>
    /// <exception cref="ArgumentException"><paramref name="authorizer"/> is null or empty, or no authorizer has that name.</exception>
    void Flush(string authorizer);

    /// <summary>Forgets every answer of every authorizer.</summary>
    void FlushAll();
}
