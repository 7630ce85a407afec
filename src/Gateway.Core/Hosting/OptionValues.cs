using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Gateway.Core.Hosting;

/// <summary>
/// The options as texts by path, to see what has changed. The keys are left out: they are compared by their hashes, and a plain value
/// must not stay behind here.
/// </summary>
internal static class OptionValues
{
    private const string Keys = "ApiKeys:Keys";

    // Everything else is taken over by what is built once, at the start.
    private static readonly string[] Reloaded = ["UsagePlans:", "Throttles:", "Stages:", "ApiKeys:AllowNoKeys", "RateLimitHeaders"];

    public static IReadOnlyDictionary<string, string> Read(ApiGatewayOptions options)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        AddProperties(values, "", options);
        return values;
    }

    public static bool IsReloaded(string path) => Reloaded.Any(start => path.StartsWith(start, StringComparison.Ordinal));

    private static void AddProperties(SortedDictionary<string, string> values, string path, object owner)
    {
        foreach (var property in owner.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (path + property.Name != Keys)
            {
                Add(values, path + property.Name, property.GetValue(owner));
            }
        }
    }

    private static void Add(SortedDictionary<string, string> values, string path, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                values[path] = text;
                break;
            case IDictionary entries:
                foreach (DictionaryEntry entry in entries)
                {
                    var count = values.Count;
                    Add(values, $"{path}:{entry.Key}", entry.Value);
                    if (values.Count == count)
                    {
                        // A definition without a property is one all the same.
                        values[$"{path}:{entry.Key}"] = "";
                    }
                }

                break;
            case IEnumerable items:
                foreach (var (index, item) in items.Cast<object>().Index())
                {
                    Add(values, string.Create(CultureInfo.InvariantCulture, $"{path}:{index}"), item);
                }

                break;
            case { } options when options.GetType() is { IsClass: true } type && type.Assembly == typeof(OptionValues).Assembly:
                AddProperties(values, path + ":", options);
                break;
            default:
                values[path] = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                break;
        }
    }
}
