using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Limits;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>How many first sights per second reach the store, whoever they come from: a flood from many addresses passes every limit per address.</summary>
internal sealed class LookupRate(int maxPerSecond, TimeProvider timeProvider, GatewayHealth health, ILogger logger)
{
    public const string HealthPart = "API key look-ups per second";

    private readonly RateLimit _limit = new(maxPerSecond, maxPerSecond, timeProvider);
    private readonly HealthAlarm _alarm = new(health, HealthPart, timeProvider);
    private readonly string _reason = $"More than {maxPerSecond} look-ups per second are asked for; keys not yet known get 503.";
    private long _word;

    public bool TryTake()
    {
        var timestamp = timeProvider.GetTimestamp();
        long word;
        long next;
        do
        {
            word = Volatile.Read(ref _word);
            if (!_limit.TryTake(word, timestamp, cost: 1, out next))
            {
                Report(timestamp);
                return false;
            }
        }
        while (Interlocked.CompareExchange(ref _word, next, word) != word);

        if (_alarm.TryClear(timestamp))
        {
            Log.ApiKeyLookupRateRestored(logger);
        }

        return true;
    }

    private void Report(long timestamp)
    {
        if (_alarm.TryRaise(timestamp, _reason))
        {
            Log.TooManyApiKeyLookupsPerSecond(logger, maxPerSecond);
        }
    }
}
