namespace Gateway.Core.Pipeline;

/// <summary>Collects what is wrong until the start check reports all of it at once. Endpoints are built several times, hence a set.</summary>
internal sealed class StartErrors
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _errors = [];
    private bool _hasStarted;

    public bool HasStarted
    {
        get
        {
            lock (_lock)
            {
                return _hasStarted;
            }
        }
    }

    /// <summary>Returns false after the start: then nobody would report the error, and the caller logs it.</summary>
    public bool TryAdd(string error)
    {
        lock (_lock)
        {
            if (!_hasStarted && _seen.Add(error))
            {
                _errors.Add(error);
            }

            return !_hasStarted;
        }
    }

    public void CompleteStart()
    {
        lock (_lock)
        {
            if (_errors.Count > 0)
            {
                throw new GatewayConfigurationException([.. _errors]);
            }

            _hasStarted = true;
        }
    }
}
