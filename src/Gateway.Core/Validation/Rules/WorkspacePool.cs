using Microsoft.Extensions.ObjectPool;

namespace Gateway.Core.Validation.Rules;

/// <summary>Keeps at most <see cref="Retained"/> workspaces, some 10 KB each, for the next documents.</summary>
internal sealed class WorkspacePool : IPooledObjectPolicy<Workspace>
{
    private const int Retained = 64;

    private readonly DefaultObjectPool<Workspace> _pool;

    public WorkspacePool() => _pool = new DefaultObjectPool<Workspace>(this, Retained);

    public Workspace Rent() => _pool.Get();

    /// <summary>Takes back one that has been cleared.</summary>
    public void Return(Workspace workspace) => _pool.Return(workspace);

    Workspace IPooledObjectPolicy<Workspace>.Create() => new();

    bool IPooledObjectPolicy<Workspace>.Return(Workspace obj) => true;
}
