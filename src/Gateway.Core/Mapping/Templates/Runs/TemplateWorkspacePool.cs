using Microsoft.Extensions.ObjectPool;

namespace Gateway.Core.Mapping.Templates.Runs;

/// <summary>Keeps at most <see cref="Retained"/> workspaces, some 12 KB each, for the next renderings.</summary>
internal sealed class TemplateWorkspacePool : IPooledObjectPolicy<TemplateWorkspace>
{
    private const int Retained = 64;

    private readonly DefaultObjectPool<TemplateWorkspace> _pool;

    public TemplateWorkspacePool() => _pool = new DefaultObjectPool<TemplateWorkspace>(this, Retained);

    public TemplateWorkspace Rent() => _pool.Get();

    /// <summary>Takes one back, and forgets what is in it.</summary>
    public void Return(TemplateWorkspace workspace) => _pool.Return(workspace);

    TemplateWorkspace IPooledObjectPolicy<TemplateWorkspace>.Create() => new();

    bool IPooledObjectPolicy<TemplateWorkspace>.Return(TemplateWorkspace obj)
    {
        obj.Clear();
        return true;
    }
}
