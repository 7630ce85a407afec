using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.Stages;

/// <summary>All stages by name. <c>$default</c> always exists, with or without configuration.</summary>
internal sealed class StageTable : IDefaultStage
{
    private readonly FrozenDictionary<string, GatewayStage> _stages;

    public StageTable(
        IReadOnlyDictionary<string, StageOptions> stages,
        TimeProvider timeProvider,
        StageTable? previous = null,
        int version = 0)
    {
        var all = stages.Select(stage => new GatewayStage(
            stage.Key,
            stage.Value.Variables,
            stage.Value.Throttle is { } throttle
                ? RateLimit.Create(previous?.Find(stage.Key)?.Throttle, throttle, timeProvider, version)
                : null));
        if (!stages.ContainsKey(GatewayStage.DefaultName))
        {
            all = all.Append(new GatewayStage(GatewayStage.DefaultName, []));
        }

        _stages = all.ToFrozenDictionary(stage => stage.Name, StringComparer.Ordinal);
        Current = _stages[GatewayStage.DefaultName];
    }

    public GatewayStage Current { get; }

    public IEnumerable<string> Names => _stages.Keys.Order(StringComparer.Ordinal);

    public GatewayStage? Find(string name) => _stages.GetValueOrDefault(name);

    public bool TryGet(string name, [MaybeNullWhen(false)] out GatewayStage stage) => _stages.TryGetValue(name, out stage);
}
