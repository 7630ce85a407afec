using System.Collections.Concurrent;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// One calendar for every kind of period (1 + 7 + 28 at most), shared by all plans and all their versions: a period has the same number
/// whatever else changes, so a changed limit keeps what was used, and a changed kind of period starts empty.
/// </summary>
internal sealed class QuotaCalendars(TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<(QuotaPeriod Period, int Offset), QuotaCalendar> _calendars = new();

    public QuotaCalendar Get(QuotaPeriod period, int offset) =>
        _calendars.GetOrAdd((period, offset), static (kind, clock) => new QuotaCalendar(kind.Period, kind.Offset, clock), timeProvider);
}
