using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Hosting;

/// <summary>Where configuration comes from: the sections that the app gave, and the files behind the app's configuration.</summary>
internal sealed class ConfigurationInputs(IEnumerable<GatewayConfiguration> configurations, IServiceProvider services)
{
    private readonly IConfiguration? _app = services.GetService<IConfiguration>();

    public IReadOnlyList<GatewayConfiguration> Sections { get; } = [.. configurations];

    public IEnumerable<FileConfigurationProvider> FindFiles() =>
        Sections.Select(section => section.Section).Append(_app).SelectMany(FindFiles).Distinct();

    /// <summary>The tokens of the next change, all of them taken now.</summary>
    public IReadOnlyList<IChangeToken> GetReloadTokens() => [.. Sections.Select(section => section.Section.GetReloadToken())];

    public ConfigurationState Capture() => new(
        Sections.Where(Exists).ToHashSet(),
        FindFiles().Where(file => file.GetChildKeys([], null).Any()).ToHashSet());

    private static bool Exists(GatewayConfiguration configuration) =>
        configuration.Section is IConfigurationSection section ? section.Exists() : configuration.Section.GetChildren().Any();

    private static IEnumerable<FileConfigurationProvider> FindFiles(IConfiguration? configuration) =>
        (configuration as IConfigurationRoot)?.Providers.SelectMany(provider => provider switch
        {
            FileConfigurationProvider file => [file],
            ChainedConfigurationProvider chained => FindFiles(chained.Configuration),
            _ => [],
        }) ?? [];
}
