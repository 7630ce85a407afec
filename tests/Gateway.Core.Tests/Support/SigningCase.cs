using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Core.Authorizers.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Tests.Support;

/// <summary>One signed request of the signing test suite of aws-c-auth, in its header or its query form.</summary>
internal sealed class SigningCase
{
    private SigningCase(JsonElement context, string request)
    {
        var credentials = context.GetProperty("credentials");
        Credential = new SigningCredential
        {
            AccessKeyId = credentials.GetProperty("access_key_id").GetString()!,
            SecretAccessKey = credentials.GetProperty("secret_access_key").GetString()!,
            SessionToken = credentials.TryGetProperty("token", out var token) ? token.GetString() : null,
            PrincipalId = "example",
        };
        Options = new SignatureOptions
        {
            Region = context.GetProperty("region").GetString()!,
            Service = context.GetProperty("service").GetString()!,
            NormalizePath = context.GetProperty("normalize").GetBoolean(),
        };
        Time = DateTimeOffset.Parse(context.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);
        var (head, body) = request.Split("\n\n", 2) is [var first, var second] ? (first, second) : (request, "");
        Body = body;
        var lines = head.Split('\n');
        (Method, Target) = (lines[0][..lines[0].IndexOf(' ', StringComparison.Ordinal)], lines[0][(lines[0].IndexOf(' ', StringComparison.Ordinal) + 1)..lines[0].LastIndexOf(' ')]);
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            if (line[0] == ' ')
            {
                Headers[^1] = (Headers[^1].Name, Headers[^1].Value + "\r\n" + line);
            }
            else
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                Headers.Add((line[..colon], line[(colon + 1)..]));
            }
        }
    }

    public SigningCredential Credential { get; }

    public SignatureOptions Options { get; }

    public DateTimeOffset Time { get; }

    public string Method { get; }

    public string Target { get; set; }

    public List<(string Name, string Value)> Headers { get; } = [];

    public string Body { get; set; }

    public static string Folder => PublicTestData.Get("aws-signing-test-suite/v4", "awslabs/aws-c-auth");

    /// <summary>The names of all cases; none where the data is not there.</summary>
    public static IReadOnlyList<string> Names => PublicTestData.Find("aws-signing-test-suite/v4") is { } folder
        ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
        : [];

    public static SigningCase Read(string name, string form)
    {
        using var context = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name, "context.json")));
        return new SigningCase(context.RootElement, File.ReadAllText(Path.Combine(Folder, name, $"{form}-signed-request.txt")));
    }

    /// <summary>What the case's own authors say is signed.</summary>
    public static string ReadCanonicalRequest(string name, string form) => File.ReadAllText(Path.Combine(Folder, name, $"{form}-canonical-request.txt"));

    public HttpContext CreateContext()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = Method;
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = Target;
        foreach (var (name, value) in Headers)
        {
            // RFC 9112 §5.2: a server that takes a folded line at all replaces the fold by spaces.
            context.Request.Headers.Append(name, value.Trim(' ').Replace("\r\n", " ", StringComparison.Ordinal));
        }

        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Body));
        return context;
    }

    /// <summary>The bytes for a socket.</summary>
    public string WriteRaw()
    {
        var text = new StringBuilder().Append(Method).Append(' ').Append(Target).Append(" HTTP/1.1\r\n");
        foreach (var (name, value) in Headers)
        {
            text.Append(name).Append(':').Append(value).Append("\r\n");
        }

        if (Body.Length > 0 && !Headers.Exists(header => header.Name.Equals("content-length", StringComparison.OrdinalIgnoreCase)))
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        return text.Append("Connection: close\r\n\r\n").Append(Body).ToString();
    }

    /// <summary>Changes the last digit.</summary>
    public void ChangeSignature(string form)
    {
        if (form == "query")
        {
            Target = Flip(Target);
        }
        else
        {
            ChangeHeader("Authorization", Flip);
        }
    }

    public void ChangeHeader(string name, Func<string, string> change)
    {
        var index = Headers.FindIndex(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Headers[index] = (Headers[index].Name, change(Headers[index].Value));
    }

    public static string Flip(string text) => text[..^1] + (text[^1] == '0' ? '1' : '0');
}
