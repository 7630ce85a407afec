using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Throttles;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Hosting;

/// <summary>
/// All definitions, read once at start: options from code, configuration laid over them, everything validated. A wrong definition is
/// reported and stands in the tables under its name without its content, so that what refers to it by name is not reported too.
/// </summary>
internal sealed class GatewayDefinitions : IRejectionOptionsSource, IDefinitionSource
{
    private readonly DefinitionValidation _validation;
    private readonly string _path;

    public GatewayDefinitions(
        IEnumerable<IConfigureOptions<ApiGatewayOptions>> setups,
        IEnumerable<IPostConfigureOptions<ApiGatewayOptions>> postSetups,
        IEnumerable<GatewayConfiguration> configurations,
        IEnumerable<RejectionReason> customReasons,
        IServiceProvider services,
        TimeProvider timeProvider,
        StartErrors errors,
        ILogger<GatewayDefinitions> logger)
    {
        // Without the validators: the app's own factory would throw at the first error, before configuration is laid over.
        var options = new OptionsFactory<ApiGatewayOptions>(setups, postSetups).Create(Options.DefaultName);
        _path = GatewayConfiguration.DefaultPath;
        foreach (var configuration in configurations)
        {
            _path = configuration.Path;
            new ConfigurationOverlay(configuration, error => errors.TryAdd(error), logger).Apply(options);
        }

        _validation = new DefinitionValidation(services, error => errors.TryAdd(error));
        _validation.IsValid(_path, options);
        Pipeline = new PipelineOptions { Mode = options.Mode, RequestId = options.RequestId };
        MaxCallers = Math.Max(1, options.MaxCallers);
        ApiKeys = _validation.IsValid($"{_path}:ApiKeys", options.ApiKeys) ? options.ApiKeys : new ApiKeysOptions();

        var keys = KeepValid($"{_path}:ApiKeys:Keys", options.ApiKeys.Keys);
        var plans = KeepValid($"{_path}:UsagePlans", options.UsagePlans);
        var stages = KeepValid($"{_path}:Stages", options.Stages);
        Rejections = KeepValid($"{_path}:Rejections", options.Rejections);
        new DefinitionReferences(_path, options.Mode, error => errors.TryAdd(error)).Check(options, [.. customReasons]);

        Stages = new StageTable(stages, timeProvider);
        UsagePlans = new UsagePlanTable(plans, timeProvider, rateLimitHeaders: options.RateLimitHeaders);
        ConfiguredKeys = new InMemoryApiKeyStore(
            keys.Where(key => key.Value.Hash is not null || key.Value.Value is not null).ToDictionary(StringComparer.Ordinal));
        var throttles = new ThrottleTable(KeepValid($"{_path}:Throttles", options.Throttles), timeProvider);
        Current = new DefinitionSet(Stages, UsagePlans, throttles, ConfiguredKeys);
    }

    public DefinitionSet Current { get; }

    public string ApiKeysPath => $"{_path}:ApiKeys";

    public string RejectionsPath => $"{_path}:Rejections";

    public PipelineOptions Pipeline { get; }

    public int MaxCallers { get; }

    public ApiKeysOptions ApiKeys { get; }

    public InMemoryApiKeyStore ConfiguredKeys { get; }

    public UsagePlanTable UsagePlans { get; }

    public StageTable Stages { get; }

    public IReadOnlyDictionary<string, RejectionOptions> Rejections { get; }

    private Dictionary<string, T> KeepValid<T>(string path, IDictionary<string, T> definitions)
        where T : class, new() =>
        definitions.ToDictionary(
            definition => definition.Key,
            definition => _validation.IsValid($"{path}:{definition.Key}", definition.Value) ? definition.Value : new T(),
            StringComparer.Ordinal);
}
