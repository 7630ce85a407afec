namespace Gateway.Core.Authorizers;

internal sealed class AuthorizerAdministration(AuthorizerTable authorizers) : IAuthorizerAdministration
{
    public void Flush(string authorizer)
    {
        ArgumentException.ThrowIfNullOrEmpty(authorizer);
        if (!authorizers.TryGet(authorizer, out var found))
        {
            throw new ArgumentException($"No authorizer is named '{authorizer}'. Known authorizers: {authorizers.KnownNames}.", nameof(authorizer));
        }

        found.Flush();
    }

    public void FlushAll()
    {
        foreach (var authorizer in authorizers.All)
        {
            authorizer.Flush();
        }
    }
}
