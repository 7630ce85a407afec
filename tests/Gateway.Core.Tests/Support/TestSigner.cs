using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Core.Authorizers.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Tests.Support;

/// <summary>A signer as a client has it, written after the specification with strings only and none of the gateway's code.</summary>
internal sealed record TestSigner
{
    public const string Region = "eu-west-1";

    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static readonly DateTimeOffset Now = new FakeClock().GetUtcNow();

    public static SigningCredential Credential { get; } =
        new() { AccessKeyId = "AKIDALICE", SecretAccessKey = "alice's secret", PrincipalId = "alice", AccountId = "123456789012" };

    public string AccessKeyId { get; init; } = Credential.AccessKeyId;

    public string Secret { get; init; } = Credential.SecretAccessKey;

    public string Scope { get; init; } = "/eu-west-1/execute-api/aws4_request";

    public DateTimeOffset Time { get; init; } = Now;

    /// <summary>The date in the scope, when it is not that of <see cref="Time"/>.</summary>
    public string? ScopeDate { get; init; }

    public string Method { get; init; } = "GET";

    public string Target { get; init; } = "/orders";

    public string Body { get; init; } = "";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What <c>x-amz-content-sha256</c> says; null for no such header, "body" for the body's hash.</summary>
    public string? PayloadHash { get; init; }

    public int? Expires { get; init; }

    private string Timestamp => Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private string Date => ScopeDate ?? Timestamp[..8];

    /// <summary>The request with a signature in its header, or, with <see cref="Expires"/>, in its query.</summary>
    public HttpContext Sign()
    {
        var context = CreateContext(out var headers);
        var names = string.Join(';', headers.Keys);
        if (Expires is { } expires)
        {
            var query = $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{AccessKeyId}/{Date}{Scope}")}"
                + $"&X-Amz-Date={Timestamp}&X-Amz-Expires={expires}&X-Amz-SignedHeaders={Uri.EscapeDataString(names)}";
            var unsigned = Target + (Target.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
            SetTarget(context, $"{unsigned}&X-Amz-Signature={Compute(unsigned, headers)}");
        }
        else
        {
            context.Request.Headers.Authorization =
                $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/{Date}{Scope}, SignedHeaders={names}, Signature={Compute(Target, headers)}";
        }

        return context;
    }

    /// <summary>The lines of an HTTP/1.1 request.</summary>
    public string SignRaw(string extraHeaders = "Connection: close\r\n")
    {
        var context = Sign();
        var text = new StringBuilder($"{Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget} HTTP/1.1\r\n");
        foreach (var (name, value) in context.Request.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return text.Append(extraHeaders).Append("\r\n").Append(Body).ToString();
    }

    private DefaultHttpContext CreateContext(out SortedDictionary<string, string> signed)
    {
        signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = "example.com" };
        var context = new DefaultHttpContext();
        context.Request.Method = Method;
        context.Request.Headers.Host = "example.com";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Body));
        SetTarget(context, Target);
        if (Expires is null)
        {
            context.Request.Headers["X-Amz-Date"] = signed["x-amz-date"] = Timestamp;
        }

        if (PayloadHash is not null)
        {
            context.Request.Headers["X-Amz-Content-Sha256"] = signed["x-amz-content-sha256"] = PayloadHash == "body" ? Hash(Body) : PayloadHash;
        }

        foreach (var (name, value) in Headers)
        {
            context.Request.Headers[name] = signed[name.ToLowerInvariant()] = value;
        }

        return context;
    }

    private string Compute(string target, SortedDictionary<string, string> headers)
    {
        var (path, query) = target.Split('?', 2) is [var first, var second] ? (first, second) : (target, "");
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2).Select(part => Uri.EscapeDataString(Uri.UnescapeDataString(part))).ToArray())
            .Select(parts => (Name: parts[0], Value: parts.Length > 1 ? parts[1] : ""))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}");
        var canonical = string.Join(
            '\n',
            [
                Method,
                string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
                string.Join('&', parameters),
                .. headers.Select(header => $"{header.Key}:{header.Value}"),
                "",
                string.Join(';', headers.Keys),
                PayloadHash is null or "body" ? Hash(Body) : PayloadHash,
            ]);
        var toSign = $"AWS4-HMAC-SHA256\n{Timestamp}\n{Date}{Scope}\n{Hash(canonical)}";
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in $"{Date}{Scope}".Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static void SetTarget(HttpContext context, string target) => context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
