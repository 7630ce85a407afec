using Gateway.Core.ApiKeys;
using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Tests.Support;

/// <summary>A key directory over a fake store on a fake clock, without an app around it.</summary>
internal sealed class ApiKeyLab : IDisposable
{
    private readonly LoggerFactory _loggers;

    public ApiKeyLab(Action<ApiKeysOptions>? configure = null)
    {
        var options = new ApiKeysOptions();
        configure?.Invoke(options);
        _loggers = new LoggerFactory([Logs], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        Client = new ApiKeyStoreClient(Store, options, Clock, Health, _loggers.CreateLogger<ApiKeyStoreClient>());
        Configured = new InMemoryApiKeyStore(options.Keys.AsReadOnly());
        Directory = new ApiKeyDirectory(options, Client, Clock, _loggers.CreateLogger<ApiKeyDirectory>());
    }

    /// <summary>The configured keys under which values are presented.</summary>
    public InMemoryApiKeyStore Configured { get; set; }

    public FakeClock Clock { get; } = new();

    public CapturedLogs Logs { get; } = new();

    public FakeApiKeyStore Store { get; } = new();

    public GatewayHealth Health { get; } = new();

    public ApiKeyStoreClient Client { get; }

    public ApiKeyDirectory Directory { get; }

    /// <summary>A record of a key with this value.</summary>
    public static ApiKey KeyOf(string value, string id = "alice") => new() { Id = id, Hash = ApiKey.ComputeHash(value), Plans = ["free"] };

    /// <summary>What a request with this value gets: the known-key table first, then the look-up.</summary>
    public Task<ApiKeyLookup> PresentAsync(string value) => PresentAbortableAsync(value, CancellationToken.None);

    /// <summary>The same for a client that may go away.</summary>
    public async Task<ApiKeyLookup> PresentAbortableAsync(string value, CancellationToken aborted)
    {
        var timestamp = Clock.GetTimestamp();
        return Directory.TryGetKnown(value, Configured, timestamp, out var identity)
            ? ApiKeyLookup.Found(identity)
            : await Directory.LookUpAsync(value, ApiKeyHash.Compute(value), Configured, timestamp, aborted).AsTask().InTime();
    }

    public void Dispose()
    {
        Store.EndHanging();
        _loggers.Dispose();
    }
}
