using System.Buffers;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Bodies;

public class PooledBytesTests
{
    private readonly CountingPool _pool = new();

    [Fact]
    public void Write_MoreThanAChunk_RentsNoMoreThanItMay()
    {
        var text = EncodedRequests.CreateBytes(200_000);
        using var bytes = new PooledBytes(_pool);

        bytes.Write(text.AsSpan(0, 1), most: 200_000);
        bytes.Write(text.AsSpan(1, 149_999), most: 199_999);
        bytes.Write(text.AsSpan(150_000), most: 50_000);

        Assert.Equal(text, bytes.Bytes.ToArray());
        Assert.Equal(200_000, _pool.MostBytes);
    }

    [Theory]
    [InlineData(0, 4_096)]
    [InlineData(10, 4_096)]
    [InlineData(5_000, 5_000)]
    public void GetRoom_InOnePiece_HasAtLeastWhatIsAskedFor(int least, int length)
    {
        using var bytes = new PooledBytes(_pool);

        Assert.Equal(length, bytes.GetRoom(least, long.MaxValue).Length);
    }

    [Fact]
    public void GetRoom_MoreThanTheChunkHasLeft_KeepsTheOrder()
    {
        var text = EncodedRequests.CreateBytes(14_000);
        using var bytes = new PooledBytes(_pool);

        bytes.Write(text.AsSpan(0, 4_000), long.MaxValue);
        text.AsSpan(4_000, 10_000).CopyTo(bytes.GetRoom(10_000, most: 20).Span);
        bytes.Advance(10_000);

        Assert.Equal(text, bytes.Bytes.ToArray());
    }

    [Fact]
    public void Dispose_Twice_GivesEverythingBackOnce()
    {
        var bytes = new PooledBytes(_pool);
        bytes.Write(new byte[10_000], long.MaxValue);

        bytes.Dispose();
        bytes.Dispose();

        Assert.Equal((0, 0, true), (_pool.Outstanding, bytes.Length, bytes.Bytes.IsEmpty));
    }
}
