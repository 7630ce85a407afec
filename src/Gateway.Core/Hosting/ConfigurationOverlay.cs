using Gateway.Core.ApiKeys;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Hosting;

/// <summary>
/// Lays a configuration section over the options that code made: property by property, one definition at a time, so that one wrong value
/// does not hide the others.
/// </summary>
internal sealed class ConfigurationOverlay(GatewayConfiguration configuration, Action<string> addError, ILogger logger)
{
    private static readonly string[] Known = ["Mode", "RequestId", "MaxCallers", "ApiKeys", "UsagePlans", "Stages", "Rejections"];

    public void Apply(ApiGatewayOptions options)
    {
        foreach (var child in configuration.Section.GetChildren())
        {
            switch (Known.FirstOrDefault(name => name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)))
            {
                case "UsagePlans":
                    Overlay<UsagePlanOptions>(child, options.UsagePlans, (plan, section) =>
                        plan.Stages = section.GetSection("Stages").Exists() ? [] : plan.Stages);
                    break;
                case "Stages":
                    Overlay<StageOptions>(child, options.Stages, static (_, _) => { });
                    break;
                case "Rejections":
                    Overlay<RejectionOptions>(child, options.Rejections, static (_, _) => { });
                    break;
                case "ApiKeys":
                    OverlayApiKeys(child, options.ApiKeys);
                    break;
                case null:
                    addError($"{configuration.Path}:{child.Key}: is not an option. Known: {string.Join(", ", Known)}.");
                    break;
                default:
                    Bind(Only(configuration.Section, child.Key), $"{configuration.Path}:{child.Key}", options);
                    break;
            }
        }
    }

    private static IConfiguration Without(IConfiguration section, string name) => Select(section, key => !IsUnder(key, name));

    private static IConfiguration Only(IConfiguration section, string name) => Select(section, key => IsUnder(key, name));

    private static bool IsUnder(string key, string name) =>
        key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase);

    private static IConfigurationRoot Select(IConfiguration section, Func<string, bool> isSelected) => new ConfigurationBuilder()
        .AddInMemoryCollection(section.AsEnumerable(makePathsRelative: true).Where(pair => isSelected(pair.Key)))
        .Build();

    private void OverlayApiKeys(IConfigurationSection section, ApiKeysOptions options)
    {
        Bind(Without(section, "Keys"), Path(section), options);
        var keys = section.GetSection("Keys");
        Overlay<ApiKeyOptions>(keys, options.Keys, (key, keySection) =>
        {
            key.Plans = keySection.GetSection("Plans").Exists() ? [] : key.Plans;

            // Hash and Value are two spellings of one thing: configuration's own replaces the one of code.
            if (keySection.GetSection("Hash").Exists() || keySection.GetSection("Value").Exists())
            {
                (key.Hash, key.Value) = (null, null);
            }
        });
        foreach (var key in keys.GetChildren().Where(key => key.GetSection("Value").Exists()))
        {
            Log.PlainApiKeyConfigured(logger, key.Key, Path(key));
        }
    }

    private void Overlay<T>(IConfigurationSection section, IDictionary<string, T> definitions, Action<T, IConfigurationSection> prepare)
        where T : new()
    {
        foreach (var child in section.GetChildren())
        {
            if (definitions.TryGetValue(child.Key, out var definition))
            {
                Log.ConfigurationOverridesCode(logger, Path(child));
            }
            else
            {
                definitions.Add(child.Key, definition = new T());
            }

            // Lists would otherwise be appended to those of code.
            prepare(definition, child);
            Bind(child, Path(child), definition!);
        }
    }

    private void Bind(IConfiguration section, string path, object target)
    {
        try
        {
            section.Bind(target, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            addError($"{path}: {exception.Message}");
        }
    }

    private string Path(IConfigurationSection section) =>
        configuration.Section is IConfigurationSection ? section.Path : $"{configuration.Path}:{section.Path}";
}
