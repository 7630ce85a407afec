namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// Numbers the quota periods of one plan. The wall clock is asked once a second and at a boundary; in between a request compares one
/// timestamp.
/// </summary>
/// <remarks>
/// The number only grows: a clock set back finds the period that is open, not the one before it, so no period opens twice. A clock that
/// was wrong by more than a period locks nobody out for that long: the open period then ends where the corrected clock's period ends,
/// which is at most two periods away.
/// </remarks>
internal sealed class QuotaCalendar
{
    private readonly Lock _lock = new();
    private readonly QuotaPeriod _period;
    private readonly int _offset;
    private readonly TimeProvider _timeProvider;
    private DateTime _start;
    private DateTime _end;
    private long _nextCheck;
    private int _number;

    public QuotaCalendar(QuotaPeriod period, int offset, TimeProvider timeProvider)
    {
        _period = period;
        _offset = offset;
        _timeProvider = timeProvider;
        var now = timeProvider.GetUtcNow().UtcDateTime;
        (_start, _end) = GetBounds(now);
        _nextCheck = timeProvider.GetTimestamp() + GetTicksToNextCheck(now);
    }

    /// <summary>The number of the period that is open at this moment.</summary>
    public int GetNumber(long timestamp)
    {
        if (timestamp >= Volatile.Read(ref _nextCheck))
        {
            Check(timestamp);
        }

        return Volatile.Read(ref _number);
    }

    /// <summary>How long until the period of this number ends; nothing when another has opened meanwhile.</summary>
    public TimeSpan GetWait(int number)
    {
        var now = _timeProvider.GetUtcNow().UtcDateTime;
        lock (_lock)
        {
            return number == _number && _end > now ? _end - now : TimeSpan.Zero;
        }
    }

    /// <summary>How long the open period has been open, by the wall clock.</summary>
    public TimeSpan GetElapsed()
    {
        var now = _timeProvider.GetUtcNow().UtcDateTime;
        lock (_lock)
        {
            return now > _start ? now - _start : TimeSpan.Zero;
        }
    }

    public DateTimeOffset GetEnd()
    {
        lock (_lock)
        {
            return new DateTimeOffset(_end, TimeSpan.Zero);
        }
    }

    private void Check(long timestamp)
    {
        lock (_lock)
        {
            if (timestamp < _nextCheck)
            {
                return;
            }

            var now = _timeProvider.GetUtcNow().UtcDateTime;
            if (now >= _end)
            {
                (_start, _end) = GetBounds(now);
                Volatile.Write(ref _number, _number + 1);
            }
            else if (now < _start - (_end - _start))
            {
                (_start, _end) = GetBounds(now);
            }

            Volatile.Write(ref _nextCheck, timestamp + GetTicksToNextCheck(now));
        }
    }

    private (DateTime Start, DateTime End) GetBounds(DateTime now)
    {
        var day = now.Date.AddDays(-_offset);
        switch (_period)
        {
            case QuotaPeriod.Week:
                // Monday is the first day: (DayOfWeek + 6) % 7 counts from it.
                var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
                return (monday.AddDays(_offset), monday.AddDays(_offset + 7));
            case QuotaPeriod.Month:
                var first = new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc);
                return (first.AddDays(_offset), first.AddMonths(1).AddDays(_offset));
            default:
                return (now.Date, now.Date.AddDays(1));
        }
    }

    private long GetTicksToNextCheck(DateTime now)
    {
        var wait = Math.Clamp((_end - now).TotalSeconds, 0, 1);
        return Math.Max(1, (long)(wait * _timeProvider.TimestampFrequency));
    }
}
