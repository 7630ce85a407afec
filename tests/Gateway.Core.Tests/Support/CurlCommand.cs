using System.Text;
using System.Text.RegularExpressions;

namespace Gateway.Core.Tests.Support;

/// <summary>A curl line read as the request it makes, for machines without curl. It knows the options that the samples print.</summary>
internal sealed partial record CurlCommand(HttpMethod Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string? Json)
{
    /// <summary>A curl line, or a shell loop around one, as the requests in their order.</summary>
    public static IReadOnlyList<CurlCommand> Parse(string line)
    {
        var loop = Loop().Match(line);
        return loop.Success
            ? [.. Enumerable.Repeat(ParseOne(loop.Groups[2].Value), loop.Groups[1].Value.Split(' ').Length)]
            : [ParseOne(line)];
    }

    public HttpRequestMessage CreateRequest()
    {
        var request = new HttpRequestMessage(Method, Address);
        foreach (var (name, value) in Headers)
        {
            request.Headers.Add(name, value);
        }

        request.Content = Json is null ? null : new StringContent(Json, Encoding.UTF8, "application/json");
        return request;
    }

    private static CurlCommand ParseOne(string line)
    {
        var words = new Queue<string>(Word().Matches(line).Select(match => match.Value.Trim('"', '\'')).Skip(1));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? method = null, json = null, address = null;
        while (words.TryDequeue(out var word))
        {
            switch (word)
            {
                case "-i" or "-s":
                    break;
                case "-o" or "-w":
                    words.Dequeue();
                    break;
                case "-X":
                    method = words.Dequeue();
                    break;
                case "-H":
                    var header = words.Dequeue().Split(": ", 2);
                    headers.Add(header[0], header[1]);
                    break;
                case "--json":
                    json = words.Dequeue();
                    break;
                default:
                    address = !word.StartsWith('-') && address is null ? word : throw new FormatException($"'{word}' is not known: {line}");
                    break;
            }
        }

        var implied = json is null ? "GET" : "POST";
        return new CurlCommand(new HttpMethod(method ?? implied), new Uri(address!), headers, json);
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|[^\s'"]+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"^for \w+ in ([\d ]+); do (curl .*); done$")]
    private static partial Regex Loop();
}
