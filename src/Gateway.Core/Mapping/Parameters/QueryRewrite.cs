using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>
/// A query string with some of its parameters replaced. What stays keeps its encoding and order, and gets an equals sign where it has none; what is new comes behind it. The string is
/// what is written, and not the parsed query, so that handlers find the same in both.
/// </summary>
internal sealed class QueryRewrite
{
    private readonly HashSet<string> _replaced = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder _added = new();

    public void Replace(string name, in StringValues values)
    {
        _replaced.Add(name);
        foreach (var value in values)
        {
            _added.Append('&').Append(UrlEncoder.Default.Encode(name)).Append('=').Append(UrlEncoder.Default.Encode(value ?? ""));
        }
    }

    public void Apply(HttpRequest request)
    {
        if (_replaced.Count == 0)
        {
            return;
        }

        var query = new StringBuilder();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (!_replaced.Contains(pair.DecodeName().ToString()))
            {
                query.Append('&').Append(pair.EncodedName.Span).Append('=').Append(pair.EncodedValue.Span);
            }
        }

        query.Append(_added);
        if (query.Length > 0)
        {
            query[0] = '?';
        }

        request.QueryString = new QueryString(query.ToString());
    }
}
