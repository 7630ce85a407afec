namespace Gateway.Core.Authorizers.Signing.Canonical;

/// <summary>The parameters of a query as sent, one after the other; empty ones are passed over, as ASP.NET Core does.</summary>
internal ref struct QueryParameters(ReadOnlySpan<char> query)
{
    private ReadOnlySpan<char> _rest = query;
    private ReadOnlySpan<char> _current;

    public readonly Parameter Current => new(_current);

    public readonly QueryParameters GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf('&');
            _current = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (!_current.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    internal readonly ref struct Parameter
    {
        public Parameter(ReadOnlySpan<char> text)
        {
            var equals = text.IndexOf('=');
            Name = equals < 0 ? text : text[..equals];
            Value = equals < 0 ? default : text[(equals + 1)..];
        }

        public ReadOnlySpan<char> Name { get; }

        public ReadOnlySpan<char> Value { get; }
    }
}
