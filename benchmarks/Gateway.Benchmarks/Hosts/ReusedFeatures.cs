using System.Collections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Gateway.Benchmarks.Hosts;

/// <summary>The features of one connection, as in Kestrel: the same objects for every request, with room for what an app sets.</summary>
internal sealed class ReusedFeatures<TContext> : IFeatureCollection, IHostContextContainer<TContext>
    where TContext : notnull
{
    // The most asked-for first, as in Kestrel: the search is linear.
    private static readonly Type[] Known =
    [
        typeof(IHttpRequestFeature), typeof(IHttpResponseFeature), typeof(IHttpResponseBodyFeature), typeof(IRouteValuesFeature),
        typeof(IEndpointFeature), typeof(IServiceProvidersFeature), typeof(IItemsFeature), typeof(IQueryFeature), typeof(IHttpRequestLifetimeFeature),
        typeof(IHttpRequestIdentifierFeature), typeof(IHttpConnectionFeature), typeof(IHttpAuthenticationFeature), typeof(IFormFeature),
        typeof(IRequestBodyPipeFeature), typeof(IPersistentStateFeature), typeof(IHttpRequestBodyDetectionFeature),
    ];

    private readonly MatchedEndpoint _endpoint = new();
    private readonly ConnectionState _connection = new();
    private readonly object?[] _own;
    private readonly object?[] _current = new object?[Known.Length];
    private readonly List<KeyValuePair<Type, object>> _extra = [];

    public ReusedFeatures(IncomingRequest request, OutgoingResponse response)
    {
        // No IServiceProvidersFeature, as in Kestrel: an app that asks for services pays for their scope (184 B).
        _own =
        [
            request, response, response, _endpoint,
            _endpoint, null, null, null, request,
            request, request, null, null,
            request.BodyPipe, _connection, request.BodyPipe,
        ];
        Reset();
    }

    public TContext? HostContext { get; set; }

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get
        {
            var slot = SlotOf(key);
            return slot >= 0 ? _current[slot] : FindExtra(key);
        }

        set
        {
            Revision++;
            var slot = SlotOf(key);
            if (slot >= 0)
            {
                _current[slot] = value;
            }
            else
            {
                SetExtra(key, value);
            }
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    /// <summary>Forgets what an app has set or replaced since the last reset.</summary>
    public void Reset()
    {
        _own.CopyTo(_current, 0);
        _endpoint.Reset();
        _extra.Clear();
        Revision++;
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() =>
        Known.Zip(_current).Where(pair => pair.Second is not null).Select(pair => KeyValuePair.Create(pair.First, pair.Second!)).Concat(_extra)
            .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // By reference: Array.IndexOf compares types through a virtual call, which costs a request 60 ns.
    private static int SlotOf(Type key)
    {
        for (var slot = 0; slot < Known.Length; slot++)
        {
            if (ReferenceEquals(Known[slot], key))
            {
                return slot;
            }
        }

        return -1;
    }

    private object? FindExtra(Type key)
    {
        foreach (var (type, feature) in _extra)
        {
            if (type == key)
            {
                return feature;
            }
        }

        return null;
    }

    private void SetExtra(Type key, object? value)
    {
        for (var index = 0; index < _extra.Count; index++)
        {
            if (_extra[index].Key == key)
            {
                _extra.RemoveAt(index);
                break;
            }
        }

        if (value is not null)
        {
            _extra.Add(KeyValuePair.Create(key, value));
        }
    }
}
