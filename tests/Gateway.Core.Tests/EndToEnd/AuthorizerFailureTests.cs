using System.Net;
using Gateway.Core.Authorizers;
using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Authorizers that throw, hang or are overrun, and clients that go away meanwhile.</summary>
public class AuthorizerFailureTests
{
    private readonly FakeAuthorizer _authorizer = new();

    [Fact]
    public async Task Exception_OfTheAuthorizer_Returns500AndIsNotRemembered()
    {
        _authorizer.AnswerWith(_ => throw new InvalidOperationException("secret"));
        await using var app = await StartAsync();

        var failed = await AskAsync(app, "anna");
        Assert.Equal(500, failed.Status);
        Assert.Contains("\"reason\":\"authorizer_failed\"", failed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Body, StringComparison.Ordinal);

        _authorizer.AnswerWith(request => AuthorizerResult.Allow(request.Token));
        Assert.Equal(200, (await AskAsync(app, "anna")).Status);
    }

    [Fact]
    public async Task Exceptions_ManyInARow_AreLoggedOnceAndCountedEach()
    {
        _authorizer.AnswerWith(_ => throw new InvalidOperationException("broken"));
        await using var app = await StartAsync();
        using var counter = new RejectionCounter(app);

        for (var i = 0; i < 5; i++)
        {
            await AskAsync(app, $"anna{i}");
        }

        Assert.Single(app.Logs.Entries, entry => entry.Level == LogLevel.Error);
        Assert.Equal(5, counter.Counted.Count(tags => tags.Contains("authorizer_failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Answer_Null_Returns500()
    {
        _authorizer.Answer = (_, _) => new((AuthorizerResult)null!);
        await using var app = await StartAsync();

        var answer = await AskAsync(app, "anna");

        Assert.Equal(500, answer.Status);
        Assert.Contains("authorizer_misconfigured", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unauthorized_WithAChallenge_Returns401AndIsNotRemembered()
    {
        _authorizer.AnswerWith(_ => AuthorizerResult.Unauthorized("Bearer error=\"invalid_token\""));
        await using var app = await StartAsync();

        var answer = await AskAsync(app, "anna");
        await AskAsync(app, "anna");

        Assert.Equal((401, "Bearer error=\"invalid_token\""), (answer.Status, answer["WWW-Authenticate"]));
        Assert.Equal(2, _authorizer.Calls);
    }

    [Fact]
    public async Task Deadline_AuthorizerHangs_Returns500AndTheRequestIsTakenFromIt()
    {
        var hangs = new TaskCompletionSource<AuthorizerResult>();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _authorizer.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return new(hangs.Task);
        };
        await using var app = await StartAsync();

        var waiting = AskAsync(app, "anna");
        await asked.Task.InTime();
        app.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(500, (await waiting.InTime()).Status);
        var request = Assert.Single(_authorizer.Requests);
        Assert.Throws<ObjectDisposedException>(() => request.HttpContext);
        hangs.SetException(new InvalidOperationException("too late"));
        _authorizer.AnswerWith(request => AuthorizerResult.Allow(request.Token));
        Assert.Equal(200, (await AskAsync(app, "anna")).Status);
    }

    [Theory]
    [InlineData("allow", 200)]
    [InlineData("policy", 200)]
    [InlineData("deny", 403)]
    [InlineData("unauthorized", 401)]
    public async Task ManyMisses_OfOneIdentity_CallOnce(string kind, int status)
    {
        var policy = AuthorizerResult.FromPolicy("anna", PolicyDocument.Create(policy => policy.Allow()));
        _authorizer.AnswerWith(_ => policy);
        await using var app = await StartAsync();
        var requests = new DirectRequests(app);

        // From now on a policy is what it is expected to answer.
        await requests.SendAsync(IPAddress.Loopback, token: "somebody");
        var answer = new TaskCompletionSource<AuthorizerResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _authorizer.Answer = (_, _) => new(answer.Task);

        var waiting = Enumerable.Range(0, 1_000).Select(_ => requests.SendAsync(IPAddress.Loopback, token: "anna").AsTask()).ToList();
        answer.SetResult(kind switch
        {
            "allow" => AuthorizerResult.Allow("anna"),
            "policy" => policy,
            "deny" => AuthorizerResult.Deny(),
            _ => AuthorizerResult.Unauthorized(),
        });

        Assert.All(await Task.WhenAll(waiting).InTime(), got => Assert.Equal(status, got));
        Assert.Equal(2, _authorizer.Calls);
    }

    [Fact]
    public async Task FirstOfMany_FailsBecauseItsClientHasGone_OthersAskAgain()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _authorizer.Answer = async (request, _) =>
        {
            if (_authorizer.Calls == 1)
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
            }

            return AuthorizerResult.Allow("anna");
        };
        await using var app = await StartAsync();
        Task<Answer> second;
        using (var first = await RawConnection.OpenAsync(app.Address))
        {
            await first.SendAsync("GET /one HTTP/1.1\r\nHost: a\r\nAuthorization: anna\r\n\r\n");
            await asked.Task.InTime();
            second = AskAsync(app, "anna");
            first.Reset();
        }

        Assert.Equal(200, (await second.InTime()).Status);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level == LogLevel.Error);
    }

    [Fact]
    public async Task KnownCaller_IsDueWhileStrangersTakeAllPlaces_IsAskedAbout()
    {
        var hangs = new TaskCompletionSource<AuthorizerResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _authorizer.Answer = (request, _) => new(request.Token == "anna" ? Task.FromResult(AuthorizerResult.Allow("anna")) : hangs.Task);
        await using var app = await StartAsync("Authorizers:tenant:MaxConcurrentCalls = 1", "Authorizers:tenant:Timeout = 00:01:00", "Authorizers:tenant:TimeToLive = 00:00:01");
        var requests = new DirectRequests(app);
        Assert.Equal(200, await requests.SendAsync(IPAddress.Loopback, token: "anna"));
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        var stranger = requests.SendAsync(IPAddress.Loopback, token: "stranger").AsTask();

        Assert.Equal(200, await requests.SendAsync(IPAddress.Loopback, token: "anna"));
        Assert.Equal(503, await requests.SendAsync(IPAddress.Loopback, token: "another"));
        hangs.SetResult(AuthorizerResult.Deny());
        Assert.Equal(403, await stranger.InTime());
    }

    [Fact]
    public async Task ClientOfTheFirst_GoesAway_OthersGetTheAnswer()
    {
        var answer = new TaskCompletionSource<AuthorizerResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _authorizer.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return new(answer.Task);
        };
        await using var app = await StartAsync();

        using (var first = await RawConnection.OpenAsync(app.Address))
        {
            await first.SendAsync("GET /one HTTP/1.1\r\nHost: a\r\nAuthorization: anna\r\n\r\n");
            await asked.Task.InTime();
            first.Reset();
        }

        var second = AskAsync(app, "anna");
        answer.SetResult(AuthorizerResult.Allow("anna"));
        Assert.Equal(200, (await second.InTime()).Status);
        Assert.Equal(1, _authorizer.Calls);
    }

    [Fact]
    public async Task Calls_BeyondTheBound_Return503WithRetryAfterAndComeBack()
    {
        var answer = new TaskCompletionSource<AuthorizerResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _authorizer.Answer = (_, _) => new(answer.Task);
        await using var app = await StartAsync("Authorizers:tenant:MaxConcurrentCalls = 2");
        var requests = new DirectRequests(app);

        var waiting = Enumerable.Range(0, 2).Select(i => requests.SendAsync(IPAddress.Loopback, token: $"{i}").AsTask()).ToList();
        var refused = await AskAsync(app, "another");
        Assert.Equal((503, "1"), (refused.Status, refused["Retry-After"]));

        answer.SetResult(AuthorizerResult.Allow("anybody"));
        await Task.WhenAll(waiting).InTime();
        Assert.Equal(200, (await AskAsync(app, "another")).Status);
    }

    [Fact]
    public async Task Refusals_OfOneAddress_AreBoundedAndKnownCallersGoOn()
    {
        _authorizer.AnswerWith(request => request.Token == "anna" ? AuthorizerResult.Allow("anna") : AuthorizerResult.Unauthorized());
        await using var app = await StartAsync("FailedCredentials:Burst = 3", "FailedCredentials:Rate = 0.001");
        Assert.Equal(200, (await AskAsync(app, "anna")).Status);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(401, (await AskAsync(app, $"guess{i}")).Status);
        }

        Assert.Equal(429, (await AskAsync(app, "guess3")).Status);
        Assert.Equal(200, (await AskAsync(app, "anna")).Status);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(200, (await AskAsync(app, "anna")).Status);
        Assert.Equal(5, _authorizer.Calls);
    }

    [Fact]
    public async Task Answers_OfManyTokens_StayWithinTheirBound()
    {
        await using var app = await StartAsync("Authorizers:tenant:MaxCachedResults = 100");
        var requests = new DirectRequests(app);
        Assert.Equal(200, await requests.SendAsync(IPAddress.Loopback, token: "anna"));
        for (var i = 0; i < 20_000; i++)
        {
            await requests.SendAsync(IPAddress.Loopback, token: $"token{i}");
            if (i % 50 == 0)
            {
                await requests.SendAsync(IPAddress.Loopback, token: "anna");
            }
        }

        Assert.Single(_authorizer.Requests, request => request.Token == "anna");
        Assert.Equal(20_001, _authorizer.Calls);
        await requests.SendAsync(IPAddress.Loopback, token: "token0");
        Assert.Equal(20_002, _authorizer.Calls);
    }

    private static Task<Answer> AskAsync(GatewayApp app, string token) => app.SendAsync("GET", "/one", ("Authorization", token));

    private Task<GatewayApp> StartAsync(params string[] settings) => GatewayApp.StartAsync(
        gateway => gateway.Services.AddApiGateway(StartAttempt.Section(settings.Length == 0 ? ["MaxCallers = 10"] : settings))
            .AddAuthorizer("tenant", tenant => tenant.IdentityFromHeader("Authorization"), _authorizer.AuthorizeAsync),
        app => app.MapGet("/one", () => "ok").RequireAuthorizer("tenant"));
}
