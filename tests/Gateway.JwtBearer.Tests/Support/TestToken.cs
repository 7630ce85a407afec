using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.JwtBearer.Tests.Support;

/// <summary>A token that a test writes by hand, so that it can be wrong in every way.</summary>
internal sealed class TestToken
{
    private readonly Dictionary<string, object?> _header = new() { ["alg"] = "RS256", ["typ"] = "JWT" };
    private readonly Dictionary<string, object?> _claims = [];

    /// <summary>A good one, for one hour from now.</summary>
    public TestToken(TestIssuer issuer, DateTimeOffset now)
    {
        With("iss", issuer.Name).With("aud", "orders").With("sub", "anna");
        With("iat", now.ToUnixTimeSeconds()).With("exp", now.AddHours(1).ToUnixTimeSeconds());
    }

    public TestToken With(string claim, object? value)
    {
        _claims[claim] = value;
        return this;
    }

    public TestToken Without(string claim)
    {
        _claims.Remove(claim);
        return this;
    }

    public TestToken WithHeader(string name, object? value)
    {
        _header[name] = value;
        return this;
    }

    public string Sign(TestKey? key = null)
    {
        key ??= TestKey.First;
        _header.TryAdd("kid", key.Id);
        return Sign(Encode(_header), Encode(_claims), content => key.Sign(content, (string)_header["alg"]!));
    }

    public string SignWith(Func<byte[], byte[]> sign)
    {
        _header.TryAdd("kid", TestKey.First.Id);
        return Sign(Encode(_header), Encode(_claims), sign);
    }

    /// <summary>A payload that no serializer would write.</summary>
    public static string SignText(string payload) => SignText($$"""{"alg":"RS256","kid":"{{TestKey.First.Id}}"}""", payload);

    public static string SignText(string header, string payload) =>
        Sign(Base64UrlEncoder.Encode(header), Base64UrlEncoder.Encode(payload), content => TestKey.First.Sign(content, "RS256"));

    private static string Sign(string header, string payload, Func<byte[], byte[]> sign)
    {
        var content = header + "." + payload;
        return content + "." + Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(content)));
    }

    private static string Encode(Dictionary<string, object?> json) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(json));
}
