using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.JwtBearer.Keys;

/// <summary>
/// The issuer's keys, read when the first token comes and again when they are old or a token names one that is not among them. However many
/// tokens wait, the issuer is asked once, and what clients send cannot have it asked more often than once per interval.
/// </summary>
internal sealed class IssuerKeys(
    string name,
    JwtAuthorizerOptions options,
    IDocumentRetriever documents,
    TimeProvider timeProvider,
    ILogger<IssuerKeys> logger)
{
    // Nobody is served without keys, so an app that starts before its issuer asks more often.
    private static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private volatile KeySet? _current;
    private Task<Reading>? _reading;
    private long? _readAgainAt;

    /// <summary>The keys of this id; empty when the issuer has none. Throws when no keys could be read.</summary>
    public async ValueTask<SecurityKey[]> FindAsync(string id, CancellationToken cancellationToken)
    {
        var set = _current;
        if (set is null || GetAge(set) >= options.KeyLifetime)
        {
            set = await RefreshAsync(set, isAskedForByClient: false, cancellationToken);
        }

        var keys = set.Find(id);
        if (keys.Length > 0)
        {
            return keys;
        }

        set = await RefreshAsync(set, isAskedForByClient: true, cancellationToken);
        return set.Find(id);
    }

    /// <summary>Keys newer than <paramref name="seen"/> where they are to be had; else the last ones, unless they are too old.</summary>
    private async ValueTask<KeySet> RefreshAsync(KeySet? seen, bool isAskedForByClient, CancellationToken cancellationToken)
    {
        var reading = StartReading(seen, isAskedForByClient) is { } started
            ? await started.WaitAsync(cancellationToken)
            : new Reading(_current, Failure: null);
        return reading.Keys is { } keys && GetAge(keys) < options.MaxKeyAge
            ? keys
            : throw new InvalidOperationException(
                $"The keys of the issuer '{options.Issuer}' cannot be read from '{options.GetMetadataAddress()}'.", reading.Failure);
    }

    /// <summary>Null when others have read them meanwhile, or the issuer was asked too short a time ago.</summary>
    private Task<Reading>? StartReading(KeySet? seen, bool isAskedForByClient)
    {
        lock (_lock)
        {
            if (_reading is { IsCompleted: false } underWay)
            {
                return underWay;
            }

            var now = timeProvider.GetTimestamp();
            if (!ReferenceEquals(seen, _current))
            {
                return null;
            }

            if (now < _readAgainAt)
            {
                // The failure is told again: without keys it is the answer.
                return seen is null ? _reading : null;
            }

            _readAgainAt = isAskedForByClient ? now + ToTicks(options.RefreshInterval) : null;
            return _reading = ReadAsync(now);
        }
    }

    /// <summary>Never throws. Without a client's token: others wait for the same keys.</summary>
    private async Task<Reading> ReadAsync(long startedAt)
    {
        // The lock is held here.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(options.GetMetadataAddress(), documents, CancellationToken.None);
            if (metadata.Issuer != options.Issuer)
            {
                // Discovery 1.0 section 4.3.
                throw new InvalidOperationException($"The metadata is that of the issuer '{metadata.Issuer}'.");
            }

            var keys = KeySet.Create(metadata.SigningKeys, startedAt);
            if (keys.Count == 0)
            {
                throw new InvalidOperationException("The issuer publishes no usable key: asymmetric, with a kid, and 2,048 bits or more if RSA.");
            }

            Log.KeysRead(logger, name, keys.Count);
            _current = keys;
            return new Reading(keys, Failure: null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Fail(exception);
        }
    }

    private Reading Fail(Exception exception)
    {
        var wait = _current is null ? FirstInterval : options.RefreshInterval;
        lock (_lock)
        {
            _readAgainAt = timeProvider.GetTimestamp() + ToTicks(wait);
        }

        // Without keys the request fails, and the gateway logs that.
        if (_current is { } last)
        {
            Log.KeysNotRefreshed(logger, name, GetAge(last), wait, exception);
        }

        return new Reading(_current, exception);
    }

    private TimeSpan GetAge(KeySet keys) => timeProvider.GetElapsedTime(keys.ReadAt);

    private long ToTicks(TimeSpan time) => (long)(time.TotalSeconds * timeProvider.TimestampFrequency);

    private sealed record Reading(KeySet? Keys, Exception? Failure);
}
