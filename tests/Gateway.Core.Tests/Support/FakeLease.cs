namespace Gateway.Core.Tests.Support;

/// <summary>Counts how often it is disposed; holds nothing itself.</summary>
internal sealed class FakeLease : IDisposable
{
    public int Disposals { get; private set; }

    public void Dispose() => Disposals++;
}
