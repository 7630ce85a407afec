using System.Buffers;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Responses;

/// <summary>Files that a handler sends while its response is held back.</summary>
public sealed class HeldResponseFileTests : IDisposable
{
    private readonly CaptureLab _lab = new();
    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendFileAsync_WithinTheCap_IsHeld()
    {
        var path = await WriteFileAsync(10_000);
        var capture = _lab.Begin();

        await _lab.Response.SendFileAsync(path, 1_000, 8_000, Token);
        await _lab.Response.SendFileAsync(path, 9_000, null, Token);

        Assert.Equal(EncodedRequests.CreateBytes(10_000)[1_000..], capture.Bytes.ToArray());
        Assert.Empty(_lab.Server.Calls);
        capture.Discard();
        Assert.Equal(0, _lab.Pool.Outstanding);
    }

    [Fact]
    public async Task SendFileAsync_OverARefusingCap_ReadsNothing()
    {
        var path = await WriteFileAsync(10_000);
        var capture = _lab.Begin(maxBytes: 9_999);

        await _lab.Response.SendFileAsync(path, Token);

        Assert.Equal((ResponseCaptureState.TooLarge, 0), (capture.State, _lab.Pool.Rents));
    }

    [Fact]
    public async Task SendFileAsync_OverAPassingCap_IsLeftToTheServer()
    {
        var path = await WriteFileAsync(10_000);
        var capture = _lab.Begin(maxBytes: 100, ResponseOverflow.PassThrough);
        await _lab.Response.WriteAsync("a", Token);

        await _lab.Response.SendFileAsync(path, 5, 1_000, Token);

        Assert.Equal(["write 1", "file 5 1000"], _lab.Server.Calls);
        Assert.Equal(ResponseCaptureState.PassedThrough, capture.State);
    }

    [Fact]
    public async Task SendFileAsync_NoSuchFile_Throws()
    {
        _lab.Begin();

        await Assert.ThrowsAsync<FileNotFoundException>(() => _lab.Response.SendFileAsync(Path.Combine(Path.GetTempPath(), "no-such-file"), Token));
    }

    public void Dispose() => File.Delete(_file);

    private async Task<string> WriteFileAsync(int length)
    {
        await File.WriteAllBytesAsync(_file, EncodedRequests.CreateBytes(length), Token);
        return _file;
    }
}
