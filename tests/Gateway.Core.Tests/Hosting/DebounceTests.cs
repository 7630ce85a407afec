using Gateway.Core.Hosting;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Hosting;

public class DebounceTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly FakeClock _clock = new();
    private int _runs;

    [Fact]
    public void Longest_IsFiveSeconds() => Assert.Equal(TimeSpan.FromSeconds(5), Debounce.Longest);

    [Fact]
    public void Signal_Twice_RunsOnceAfterTheQuietThatFollowsTheSecond()
    {
        using var debounce = Create();
        debounce.Signal(Quiet);
        _clock.Advance(TimeSpan.FromMilliseconds(200));
        debounce.Signal(Quiet);

        _clock.Advance(Quiet - Tick);
        Assert.Equal(0, _runs);
        _clock.Advance(Tick);
        Assert.Equal(1, _runs);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, _runs);
    }

    [Fact]
    public void Signal_AfterARun_RunsAgain()
    {
        using var debounce = Create();
        for (var i = 1; i <= 3; i++)
        {
            debounce.Signal(Quiet);
            _clock.Advance(Quiet);
            Assert.Equal(i, _runs);
        }
    }

    [Fact]
    public void Signal_WithoutEnd_RunsEveryFiveSeconds()
    {
        using var debounce = Create();
        for (var i = 0; i < 101; i++)
        {
            debounce.Signal(Quiet);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(2, _runs);
    }

    [Fact]
    public void Signal_WithAShorterQuiet_DoesNotCutTheLongerOneShort()
    {
        using var debounce = Create();
        debounce.Signal(TimeSpan.FromSeconds(2));
        debounce.Signal(Quiet);

        _clock.Advance(TimeSpan.FromSeconds(2) - Tick);
        Assert.Equal(0, _runs);
        _clock.Advance(Tick);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public void Signal_WithAQuietAboveTheLongest_IsWaitedFor()
    {
        using var debounce = Create();
        debounce.Signal(TimeSpan.FromSeconds(8));

        _clock.Advance(TimeSpan.FromSeconds(8) - Tick);
        Assert.Equal(0, _runs);
        _clock.Advance(Tick);
        Assert.Equal(1, _runs);
    }

    [Fact]
    public void Dispose_WithASignalWaiting_LetsNothingRun()
    {
        var debounce = Create();
        debounce.Signal(Quiet);

        debounce.Dispose();
        debounce.Signal(Quiet);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, _runs);
    }

    [Fact]
    public async Task Signal_WhileTheActionRuns_RunsItAgainAfterwardsAndNeverTwiceAtOnce()
    {
        using var entered = new SemaphoreSlim(0);
        using var release = new SemaphoreSlim(0);
        var (inside, most) = (0, 0);
        using var debounce = new Debounce(_clock, () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            entered.Release();
            release.Wait(Patience.Limit);
            Interlocked.Decrement(ref inside);
            _runs++;
        });
        debounce.Signal(Quiet);
        var first = Task.Run(() => _clock.Advance(Quiet), TestContext.Current.CancellationToken);
        await entered.WaitAsync(TestContext.Current.CancellationToken).InTime();
        debounce.Signal(Quiet);
        var second = Task.Run(() => _clock.Advance(Quiet), TestContext.Current.CancellationToken);

        release.Release(2);
        await Task.WhenAll(first, second).InTime();

        Assert.Equal((2, 1), (_runs, most));
    }

    private Debounce Create() => new(_clock, () => _runs++);
}
