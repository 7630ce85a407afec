using Microsoft.Extensions.ObjectPool;

namespace Gateway.Core.Pipeline;

/// <summary>Keeps at most <see cref="Retained"/> request objects for the next requests; more are left to the collector.</summary>
internal sealed class GatewayFeaturePool : IPooledObjectPolicy<GatewayFeature>
{
    private const int Retained = 1024;

    private readonly TimeProvider _timeProvider;
    private readonly DefaultObjectPool<GatewayFeature> _pool;

    public GatewayFeaturePool(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _pool = new DefaultObjectPool<GatewayFeature>(this, Retained);
    }

    public GatewayFeature Rent() => _pool.Get();

    /// <summary>For a connection that keeps it.</summary>
    public GatewayFeature CreateKept() => new(_timeProvider, pool: null);

    GatewayFeature IPooledObjectPolicy<GatewayFeature>.Create() => new(_timeProvider, _pool);

    bool IPooledObjectPolicy<GatewayFeature>.Return(GatewayFeature obj) => true;
}
