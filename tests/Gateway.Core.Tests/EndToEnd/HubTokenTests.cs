using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>What a request of a long-polling connection costs depends on whether the hub knows the connection, not on what the client says.</summary>
public class HubTokenTests
{
    private const int Tries = 30;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Request_OfAConnection_IsFreeAfterTheFirstUnderBothVersionsOfNegotiation(int version)
    {
        await using var lab = await HubLab.StartAsync();
        var token = await lab.NegotiateAsync(version);
        Assert.Equal(0, lab.App.GetUsed());
        Assert.Equal(200, (await lab.SendAsync("GET", $"/hub?id={token}")).Status);
        Assert.Equal(1, lab.App.GetUsed());
        for (var i = 0; i < Tries; i++)
        {
            Assert.Equal(200, (await lab.SendAsync("POST", $"/hub?id={token}")).Status);
        }

        Assert.Equal(202, (await lab.SendAsync("DELETE", $"/hub?id={token}")).Status);
        Assert.Equal(1, lab.App.GetUsed());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Request_WithOneInventedId_IsChargedEveryTime(string method)
    {
        await using var lab = await HubLab.StartAsync();
        for (var i = 1; i <= Tries; i++)
        {
            Assert.Equal(404, (await lab.SendAsync(method, "/hub?id=invented-by-the-client")).Status);
            Assert.Equal(i, lab.App.GetUsed());
        }
    }

    [Fact]
    public async Task Request_WithAnotherInventedIdEachTime_IsChargedEveryTime()
    {
        await using var lab = await HubLab.StartAsync();
        for (var i = 0; i < Tries; i++)
        {
            Assert.Equal(404, (await lab.SendAsync("POST", $"/hub?id=invented-{i}")).Status);
        }

        Assert.Equal(Tries, lab.App.GetUsed());
    }

    [Fact]
    public async Task Request_ManyAtOnceWithOneInventedId_AreAllCharged()
    {
        await using var lab = await HubLab.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, Tries).Select(_ => lab.SendAsync("POST", "/hub?id=invented")));

        Assert.All(answers, answer => Assert.Equal(404, answer.Status));
        Assert.Equal(Tries, lab.App.GetUsed());
    }

    [Fact]
    public async Task Request_OfAConnectionThatHasEnded_IsFreeOnceAtMost()
    {
        await using var lab = await HubLab.StartAsync();
        var token = await OpenAsync(lab);
        Assert.Equal(202, (await lab.SendAsync("DELETE", $"/hub?id={token}")).Status);
        await lab.Ended.WaitAsync(3);
        for (var i = 0; i < Tries; i++)
        {
            Assert.Equal(404, (await lab.SendAsync("POST", $"/hub?id={token}")).Status);
            await lab.Ended.WaitAsync(1);
        }

        Assert.Equal(1 + Tries - 1, lab.App.GetUsed());
    }

    [Fact]
    public async Task Request_OfAnotherCallerWithTheToken_IsChargedToThatCaller()
    {
        await using var lab = await HubLab.StartAsync();
        var token = await OpenAsync(lab);

        Assert.Equal(200, (await lab.SendAsync("POST", $"/hub?id={token}", TestKeys.Bob)).Status);
        Assert.Equal((1, 1), (lab.App.GetUsed(), lab.App.GetUsed("bob")));
    }

    [Fact]
    public async Task Request_IdGivenTwiceOrTooLong_IsCharged()
    {
        await using var lab = await HubLab.StartAsync();
        var token = await OpenAsync(lab);
        await lab.SendAsync("POST", $"/hub?id={token}&id={token}");
        await lab.SendAsync("POST", $"/hub?id={new string('a', 65)}");

        Assert.Equal(3, lab.App.GetUsed());
    }

    [Fact]
    public async Task Request_OfAHubWithACost_IsChargedEveryTime()
    {
        await using var lab = await HubLab.StartAsync(hub => hub.WithCost(3));
        var token = await OpenAsync(lab);
        Assert.Equal(6, lab.App.GetUsed());
        Assert.Equal(200, (await lab.SendAsync("POST", $"/hub?id={token}")).Status);

        Assert.Equal(9, lab.App.GetUsed());
    }

    [Fact]
    public async Task Poll_AsManyAsAllowedWait_IsRefusedAndSendsAreNot()
    {
        await using var lab = await HubLab.StartAsync();
        var tokens = new[] { await OpenAsync(lab), await OpenAsync(lab), await lab.NegotiateAsync() };
        await lab.Entered.WaitAsync(5);
        var polls = tokens.Take(HubLab.Connections).Select(token => lab.SendAsync("GET", $"/hub?id={token}")).ToArray();
        await lab.Entered.WaitAsync(HubLab.Connections);

        var refused = await lab.SendAsync("GET", $"/hub?id={tokens[2]}");
        Assert.Equal((429, null), (refused.Status, refused["Retry-After"]));
        foreach (var token in tokens.Take(HubLab.Connections))
        {
            Assert.Equal(202, (await lab.SendAsync("DELETE", $"/hub?id={token}")).Status);
        }

        Assert.All(await Task.WhenAll(polls).InTime(), poll => Assert.Equal(204, poll.Status));
        Assert.Equal(2, lab.App.GetUsed());
        await lab.Ended.WaitAsync(10);
        Assert.Equal(200, (await lab.SendAsync("GET", $"/hub?id={tokens[2]}")).Status);
    }

    // What the documents say of long polling: the bound is on polls that wait, and what opens a connection is paid for.
    [Fact]
    public async Task Poll_OfMoreConnectionsThanAllowedInTurn_IsAdmittedAndEachConnectionIsCharged()
    {
        await using var lab = await HubLab.StartAsync();
        for (var i = 0; i < 3 * HubLab.Connections; i++)
        {
            await OpenAsync(lab);
            await lab.Ended.WaitAsync(2);
        }

        Assert.Equal(3 * HubLab.Connections, lab.App.GetUsed());
    }

    /// <summary>The token of a connection whose first poll has been answered.</summary>
    private static async Task<string> OpenAsync(HubLab lab)
    {
        var token = await lab.NegotiateAsync();
        Assert.Equal(200, (await lab.SendAsync("GET", $"/hub?id={token}")).Status);
        return token;
    }
}
