using Gateway.Core.ApiKeys;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Hosting;

/// <summary>
/// Reads all definitions into fresh options: those of code, configuration laid over them, everything validated. One reading at a time.
/// </summary>
internal sealed class DefinitionReader(
    IEnumerable<IConfigureOptions<ApiGatewayOptions>> setups,
    IEnumerable<IPostConfigureOptions<ApiGatewayOptions>> postSetups,
    IEnumerable<RejectionReason> customReasons,
    ConfigurationInputs inputs,
    IServiceProvider services,
    ILogger<DefinitionReader> logger)
{
    // Without the validators: the app's own factory would throw at the first error, before configuration is laid over.
    private readonly OptionsFactory<ApiGatewayOptions> _factory = new(setups, postSetups);

    // Only of the reading before, so that a definition that comes and goes does not fill memory.
    private HashSet<string> _said = [];

    /// <param name="mode">The mode that the app runs in, which a reload does not change; null at the start.</param>
    public DefinitionReading Read(GatewayMode? mode = null)
    {
        var errors = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        void AddError(string error) => errors.TryAdd(error, error);

        // Before and after: what is empty for a moment in between has not been read.
        var state = inputs.Capture();
        var options = _factory.Create(Options.DefaultName);
        var path = LayConfigurationOver(options, AddError);
        var validation = new DefinitionValidation(services, AddError);
        validation.IsValid(path, options);
        var apiKeys = validation.IsValid($"{path}:ApiKeys", options.ApiKeys) ? options.ApiKeys : new ApiKeysOptions();
        var failedCredentials = validation.IsValid($"{path}:FailedCredentials", options.FailedCredentials)
            ? options.FailedCredentials
            : new FailedCredentialOptions();
        validation.IsValid($"{path}:PolicyScope", options.PolicyScope);
        validation.IsValid($"{path}:Validation", options.Validation);
        validation.IsValid($"{path}:Mapping", options.Mapping);
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(ISigningCredentialStore)) == true)
        {
            validation.IsValid($"{path}:Signatures", options.Signatures);
        }

        var keys = KeepValid(validation, $"{path}:ApiKeys:Keys", options.ApiKeys.Keys);
        var plans = KeepValid(validation, $"{path}:UsagePlans", options.UsagePlans);
        var throttles = KeepValid(validation, $"{path}:Throttles", options.Throttles);
        var authorizers = KeepValid(validation, $"{path}:Authorizers", options.Authorizers);
        var stages = KeepValid(validation, $"{path}:Stages", options.Stages);
        var rejections = KeepValid(validation, $"{path}:Rejections", options.Rejections);
        new DefinitionReferences(path, mode ?? options.Mode, AddError).Check(options, [.. customReasons]);

        // The options are kept; a plain value of a key that is revoked later must not be.
        options.ApiKeys.Keys.Clear();
        return new DefinitionReading
        {
            Errors = [.. errors.Keys],
            Path = path,
            Options = options,
            ApiKeys = apiKeys,
            FailedCredentials = failedCredentials,
            Keys = keys,
            UsagePlans = plans,
            Throttles = throttles,
            Authorizers = authorizers,
            Stages = stages,
            Rejections = rejections,
            Baseline = new DefinitionBaseline(OptionValues.Read(options), keys.Count, state.And(inputs.Capture())),
        };
    }

    private string LayConfigurationOver(ApiGatewayOptions options, Action<string> addError)
    {
        var path = GatewayConfiguration.DefaultPath;
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var configuration in inputs.Sections)
        {
            path = configuration.Path;
            new ConfigurationOverlay(configuration, addError, fact => said.Add(fact) && !_said.Contains(fact), logger).Apply(options);
        }

        _said = said;
        return path;
    }

    private static Dictionary<string, T> KeepValid<T>(DefinitionValidation validation, string path, IDictionary<string, T> definitions)
        where T : class, new() =>
        definitions.ToDictionary(
            definition => definition.Key,
            definition => validation.IsValid($"{path}:{definition.Key}", definition.Value) ? definition.Value : new T(),
            StringComparer.Ordinal);
}
