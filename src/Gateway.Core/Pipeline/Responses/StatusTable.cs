namespace Gateway.Core.Pipeline.Responses;

/// <summary>What an endpoint says for each status of its responses, found without searching.</summary>
internal sealed class StatusTable<T>
    where T : class
{
    private readonly T?[] _byStatus = new T?[StatusPattern.Statuses.Last() + 1];

    /// <param name="definitions">
    /// By status pattern; null is for all that nothing else is for. One status wins over patterns, and of two patterns the later one, which is
    /// nearer to the endpoint.
    /// </param>
    public StatusTable(IEnumerable<KeyValuePair<string?, T>> definitions)
    {
        foreach (var (pattern, definition) in definitions.OrderBy(entry => entry.Key is null ? 0 : StatusPattern.IsOneStatus(entry.Key) ? 2 : 1))
        {
            foreach (var status in pattern is null ? StatusPattern.Statuses : StatusPattern.FindStatuses(pattern))
            {
                _byStatus[status] = definition;
            }
        }
    }

    /// <param name="find">Gives what is said for a status, or null.</param>
    public StatusTable(Func<int, T?> find)
    {
        foreach (var status in StatusPattern.Statuses)
        {
            _byStatus[status] = find(status);
        }
    }

    /// <returns>Null where nothing is said for it.</returns>
    public T? Find(int status) => (uint)status < (uint)_byStatus.Length ? _byStatus[status] : null;
}
