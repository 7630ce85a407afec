using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans.Connections;

/// <summary>
/// What one connection holds. Each permit is given back once, also when the upgrade and the end of the request fall together or the
/// handler upgrades after its request is over.
/// </summary>
internal sealed class ConnectionHold(IPermitHolder holder, Permits permits, IDisposable? lease) : IDisposable
{
    private int _permits = (int)permits;

    public void Return(Permits some)
    {
        var held = (Permits)Interlocked.And(ref _permits, ~(int)some) & some;
        if (held != Permits.None)
        {
            holder.Return(held);
        }
    }

    public void Dispose()
    {
        Return(Permits.Concurrency | Permits.Connection);
        lease?.Dispose();
    }
}
