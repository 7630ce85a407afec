using Microsoft.Extensions.Configuration;

namespace Gateway.Core.Tests.Support;

/// <summary>Configuration that a test changes while the app runs; entries are <c>path = value</c> below <c>ApiGateway</c>.</summary>
internal sealed class ChangingSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly IConfigurationRoot _root;

    public ChangingSettings(params string[] entries)
    {
        Data = Parse(entries);
        _root = new ConfigurationBuilder().Add(this).Build();
    }

    public IConfigurationSection Section => _root.GetSection("ApiGateway");

    /// <summary>Puts other entries in the place of all, and says so.</summary>
    public void Set(params string[] entries)
    {
        Data = Parse(entries);
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    // Of two entries with one path the last holds.
    private static Dictionary<string, string?> Parse(string[] entries)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var parts in entries.Select(entry => entry.Split(" = ", 2)))
        {
            data["ApiGateway:" + parts[0]] = parts[1];
        }

        return data;
    }
}
