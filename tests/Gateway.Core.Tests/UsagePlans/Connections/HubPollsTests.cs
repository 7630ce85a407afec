using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Connections;

/// <summary>When a charged connection is forgotten, where no client of the hub gets to.</summary>
public class HubPollsTests
{
    private readonly FakeClock _clock = new();
    private readonly HubPolls _polls;
    private readonly GatewayFeature _feature = TestFeatures.Of(new DefaultHttpContext());

    public HubPollsTests() => _polls = new HubPolls(_clock);

    [Theory]
    [InlineData(200, true)]
    [InlineData(202, true)]
    [InlineData(204, true)]
    [InlineData(101, true)]
    [InlineData(304, false)]
    [InlineData(404, false)]
    [InlineData(405, false)]
    [InlineData(409, false)]
    [InlineData(500, false)]
    public async Task ObserveAsync_HubAnswers_IsChargedOnlyAfterSuccess(int status, bool isCharged)
    {
        await RememberAsync();
        await ObserveAsync(_ => Answer(status));

        Assert.Equal(isCharged, _polls.IsCharged("connection", _clock.GetTimestamp()));
    }

    // A client that resets its requests in time could otherwise send them for ever to a connection that is gone.
    [Fact]
    public async Task ObserveAsync_CancelledBeforeTheHubWasAsked_Forgets()
    {
        await RememberAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => ObserveAsync(_ => throw new OperationCanceledException()));

        Assert.False(_polls.IsCharged("connection", _clock.GetTimestamp()));
    }

    [Fact]
    public async Task ObserveAsync_AnotherStepAnswers_Forgets()
    {
        await RememberAsync();
        _feature.HasReachedHandler = false;
        await ObserveAsync(_ => Task.CompletedTask);

        Assert.False(_polls.IsCharged("connection", _clock.GetTimestamp()));
    }

    [Fact]
    public async Task IsCharged_NotUsedForLong_IsForgotten()
    {
        await RememberAsync();
        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.True(_polls.IsCharged("connection", _clock.GetTimestamp()));
        _clock.Advance(TimeSpan.FromMinutes(11));

        Assert.False(_polls.IsCharged("connection", _clock.GetTimestamp()));
    }

    private Task RememberAsync()
    {
        var response = new StartingResponse();
        _feature.HttpContext.Features.Set<IHttpResponseFeature>(response);
        _feature.HasReachedHandler = true;
        _polls.ObserveAsync(new GatewayContext(_feature), _ => Task.CompletedTask, "connection", isCharged: false);
        return response.StartAsync();
    }

    private Task ObserveAsync(GatewayDelegate next) =>
        _polls.ObserveAsync(new GatewayContext(_feature), next, "connection", isCharged: true);

    private Task Answer(int status)
    {
        _feature.HttpContext.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
