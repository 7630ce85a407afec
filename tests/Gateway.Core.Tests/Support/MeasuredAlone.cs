using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>Tests of what a process-wide listener, or another test's garbage, would change; nothing runs beside them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
