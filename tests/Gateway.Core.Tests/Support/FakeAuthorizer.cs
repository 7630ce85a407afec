using System.Collections.Concurrent;
using Gateway.Core.Authorizers;

namespace Gateway.Core.Tests.Support;

/// <summary>An authorizer that answers as a test says, and remembers what it was asked.</summary>
internal sealed class FakeAuthorizer
{
    public ConcurrentQueue<AuthorizerRequest> Requests { get; } = new();

    public int Calls => Requests.Count;

    /// <summary>Allows everybody, by the token as its name, until a test says otherwise.</summary>
    public Func<AuthorizerRequest, CancellationToken, ValueTask<AuthorizerResult>> Answer { get; set; } =
        (request, _) => new(AuthorizerResult.Allow(request.Token));

    public ValueTask<AuthorizerResult> AuthorizeAsync(AuthorizerRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        return Answer(request, cancellationToken);
    }

    public void AnswerWith(Func<AuthorizerRequest, AuthorizerResult> answer) => Answer = (request, _) => new(answer(request));
}
