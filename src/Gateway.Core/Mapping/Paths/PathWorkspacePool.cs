using Microsoft.Extensions.ObjectPool;

namespace Gateway.Core.Mapping.Paths;

/// <summary>Keeps at most <see cref="Retained"/> workspaces, some 9 KB each, for the next documents.</summary>
internal sealed class PathWorkspacePool : IPooledObjectPolicy<PathWorkspace>
{
    private const int Retained = 64;

    private readonly DefaultObjectPool<PathWorkspace> _pool;

    public PathWorkspacePool() => _pool = new DefaultObjectPool<PathWorkspace>(this, Retained);

    public PathWorkspace Rent() => _pool.Get();

    /// <summary>Takes one back, and forgets what is in it.</summary>
    public void Return(PathWorkspace workspace) => _pool.Return(workspace);

    PathWorkspace IPooledObjectPolicy<PathWorkspace>.Create() => new();

    bool IPooledObjectPolicy<PathWorkspace>.Return(PathWorkspace obj)
    {
        obj.Clear();
        return true;
    }
}
