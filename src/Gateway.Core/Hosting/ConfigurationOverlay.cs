using System.Collections;
using System.Reflection;
using Gateway.Core.ApiKeys;
using Gateway.Core.Authorizers;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Hosting;

/// <summary>
/// Lays a configuration section over the options that code made: property by property, one definition at a time, so that one wrong value
/// does not hide the others. What is worth a line in the log is logged once per path, as long as it stays so.
/// </summary>
internal sealed class ConfigurationOverlay(
    GatewayConfiguration configuration,
    Action<string> addError,
    Predicate<string> isNews,
    ILogger logger)
{
    private static readonly string[] Known =
    [
        "Mode", "RequestId", "MaxCallers", "RateLimitHeaders", "MaxAddresses", "FailedCredentials", "PolicyScope", "Signatures", "Validation", "Mapping",
        "ApiKeys", "UsagePlans", "Throttles", "Authorizers", "Stages", "Rejections",
    ];

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
                case "Throttles":
                    Overlay<ThrottleOptions>(child, options.Throttles, static (_, _) => { });
                    break;
                case "Authorizers":
                    Overlay<AuthorizerOptions>(child, options.Authorizers, static (authorizer, section) =>
                        authorizer.IdentitySources = section.GetSection("IdentitySources").Exists() ? [] : authorizer.IdentitySources);
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
                    Bind(Only(configuration.Section, child.Key), configuration.Path, options);
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
        foreach (var key in keys.GetChildren().Where(key => key.GetSection("Value").Exists() && isNews(Path(key) + ":Value")))
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
                if (isNews(Path(child)))
                {
                    Log.ConfigurationOverridesCode(logger, Path(child));
                }
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

    /// <summary>
    /// One option at a time, so that all wrong ones are reported; the binder itself stops at the first, and passes over names that it does
    /// not know: a misspelt limit would be no limit.
    /// </summary>
    private void Bind(IConfiguration section, string path, object target)
    {
        var known = target.GetType().GetProperties();
        foreach (var child in section.GetChildren())
        {
            if (known.FirstOrDefault(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is not { } property)
            {
                addError($"{path}:{child.Key}: is not an option. Known: {string.Join(", ", known.Select(property => property.Name))}.");
            }
            else if (property.PropertyType == typeof(IDictionary<string, ThrottleOptions>))
            {
                Overlay(child, (IDictionary<string, ThrottleOptions>)property.GetValue(target)!, static (_, _) => { });
            }
            else if (property.PropertyType.Assembly == typeof(ConfigurationOverlay).Assembly && property.PropertyType.IsClass)
            {
                BindNested(child, $"{path}:{property.Name}", target, property);
            }
            else
            {
                BindValue(section, child, $"{path}:{property.Name}", target, property.PropertyType);
            }
        }
    }

    private void BindNested(IConfigurationSection section, string path, object target, PropertyInfo property)
    {
        if (section.GetChildren().Any())
        {
            var nested = property.GetValue(target) ?? Activator.CreateInstance(property.PropertyType)!;
            Bind(section, path, nested);
            if (property.CanWrite)
            {
                property.SetValue(target, nested);
            }
        }
    }

    private void BindValue(IConfiguration section, IConfigurationSection child, string path, object target, Type type)
    {
        if (child.Value is { Length: > 0 } text && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            // The binder would pass over it, and a plan restricted to a stage would cover all.
            addError($"{path}: '{text}' is not a list or an object.");
            return;
        }

        try
        {
            Only(section, child.Key).Bind(target);
        }
        catch (InvalidOperationException exception)
        {
            addError(child.Value is { } value ? $"{path}: '{value}' is not {Describe(type)}." : $"{path}: {exception.Message}");
        }
    }

    private static string Describe(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(plain))}",
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(TimeSpan) => "a duration such as 00:01:00",
            _ when plain == typeof(DateTimeOffset) => "a time such as 2030-01-31T00:00:00Z",
            _ when plain == typeof(int) || plain == typeof(long) => "a whole number",
            _ when plain == typeof(double) => "a number",
            _ => "a list or an object",
        };
    }

    private string Path(IConfigurationSection section) =>
        configuration.Section is IConfigurationSection ? section.Path : $"{configuration.Path}:{section.Path}";
}
