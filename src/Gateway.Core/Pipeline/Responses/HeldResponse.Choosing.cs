namespace Gateway.Core.Pipeline.Responses;

/// <content>Which responses are held back, and how much of them, where several steps want it.</content>
internal sealed partial class HeldResponse
{
    private Predicate<GatewayFeature>? _isWanted;

    /// <summary>One more step holds the response.</summary>
    public void Share(long maxBytes, ResponseOverflow overflow, Predicate<GatewayFeature>? isWanted)
    {
        lock (_lock)
        {
            var isWantedBefore = _isWanted;
            _isWanted = isWantedBefore is null || isWanted is null ? null : feature => isWantedBefore(feature) || isWanted(feature);
            var refuses = overflow == ResponseOverflow.Refuse;
            if (refuses == _refuses)
            {
                _maxBytes = Math.Max(_maxBytes, maxBytes);
            }
            else if (refuses)
            {
                (_maxBytes, _refuses) = (maxBytes, true);
            }
        }
    }

    // One that has started did so without us: an upgrade, an extended CONNECT, somebody who had kept the server's own stream.
    private bool MustPassUnsynchronized() =>
        _response.HasStarted
        || (!_isTouched && (ResponseBodyHeaders.IsStreamed(_response.Headers.ContentType) || _isWanted?.Invoke(_gateway) == false));
}
