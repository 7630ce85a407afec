using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Benchmarks.Hosts;

/// <summary>
/// Request headers as Kestrel keeps them: known ones in fields behind the typed members, so that reading one which a request does not
/// carry costs no look-up; others in a dictionary. Only those that a host or a variant reads by its typed member stand here.
/// </summary>
internal sealed class IncomingHeaders : HeaderDictionary, IHeaderDictionary
{
    private StringValues _connection;
    private StringValues _upgrade;

    StringValues IHeaderDictionary.Upgrade
    {
        get => _upgrade;
        set => _upgrade = value;
    }

    StringValues IHeaderDictionary.Connection
    {
        get => _connection;
        set => _connection = value;
    }
}
