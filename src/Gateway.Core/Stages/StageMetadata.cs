using Gateway.Core.Pipeline;

namespace Gateway.Core.Stages;

internal sealed record StageMetadata(string Stage) : IStageMetadata;
